/* What parse_json.c and parse_nodes.c make of the parser's answer in the same way. */
#ifndef SQL_PARSE_ANSWER_H
#define SQL_PARSE_ANSWER_H

#include <pg_query.h>

#include "sql/parse.h"

/* `text` is what was parsed; its message is copied to `arena`. */
struct tt_parse tt_parse_of_error(struct tt_arena *arena, struct tt_str text,
                                  const PgQueryError *error);
/* By how many statements there were. */
struct tt_parse tt_parse_of_count(size_t count);

#endif
