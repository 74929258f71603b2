/* Lists of DefElem: (ANALYZE, FULL false), WITH (slot_name = NONE) … */
#ifndef MODEL_OPTIONS_H
#define MODEL_OPTIONS_H

#include "sql/node.h"

/* The option's DefElem, or NULL; the last one counts. */
const struct tt_node *tt_find_option(const struct tt_node *options, const char *name);
/* defGetBoolean(): a name alone means true; `otherwise` when it is not there. */
bool tt_option_flag(const struct tt_node *options, const char *name, bool otherwise);
/* Its word or string; empty when it is not there, or is something else. */
struct tt_str tt_option_text(const struct tt_node *options, const char *name);

#endif
