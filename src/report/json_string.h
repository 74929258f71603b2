/* Strings as JSON: always valid, whatever bytes they hold. */
#ifndef REPORT_JSON_STRING_H
#define REPORT_JSON_STRING_H

#include "base/sink.h"
#include "tiptoe.h"

/* With its quotes. A byte that is not UTF-8 comes out as U+FFFD. */
void tt_json_string(struct tt_sink *sink, struct tt_str text);
/* The same without quotes, for text that is put together from parts. */
void tt_json_part(struct tt_sink *sink, struct tt_str text);

#endif
