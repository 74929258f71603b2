/* What is said of a rule, in Markdown: its own words, and what its table holds. */
#ifndef CLI_RULE_PAGE_H
#define CLI_RULE_PAGE_H

#include "base/sink.h"
#include "tiptoe.h"

struct tt_arena;

/* The rule that tt_rule_at() counts so: why, examples, options, and what it is on for. */
struct tt_str tt_rule_page(struct tt_arena *arena, size_t rule);

/* All of them on one page, with what other linters call them. */
void tt_print_rules_page(struct tt_sink *sink, struct tt_arena *arena);

#endif
