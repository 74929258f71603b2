/* The JSON Schema of .tiptoe.json, by which editors complete and check it. */
#ifndef CLI_CONFIG_SCHEMA_H
#define CLI_CONFIG_SCHEMA_H

#include "cli/cli.h"

void tt_config_schema(struct tt_sink *sink, struct tt_arena *arena);

#endif
