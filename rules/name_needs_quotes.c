/**
 * # Name that needs quotes
 *
 * Letters in upper case, blanks and keywords make a name that everyone has to quote
 * for ever: SELECT userId finds no "userId" (SQLSTATE 42703).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE "Users" (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * ```
 */
#include "lint/rule.h"

static void say(struct tt_check *check, struct tt_span span, const char *what,
                struct tt_str name)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (name.len == 0 || tt_quote(arena, name).len == name.len) {
        return;
    }
    tt_report(check,
              (struct tt_says){
                  .span = span,
                  .certainty = TT_PROVED,
                  .message = tt_str_format(
                      arena, "the name of %s \"" TT_FMT "\" needs quotes wherever it is said",
                      what, TT_ARG(name)),
                  .detail = TT_STR("PostgreSQL folds names to lower case unless they "
                                   "stand in quotes, and then looks for another one."),
                  .hint = TT_STR("Use lower case, digits and underscores, and no keyword."),
              });
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *each = &outcome->changes.items[i];
        bool label = each->object == TT_OBJECT_ENUM_VALUE;
        bool column = each->object == TT_OBJECT_COLUMN && each->kind == TT_CHANGE_CREATE;
        if (each->kind == TT_CHANGE_RENAME && !label) {
            say(check, each->span, tt_object_word(each->object), each->new_name.name);
        } else if (each->kind == TT_CHANGE_CREATE && !label && !column) {
            say(check, each->span, tt_object_word(each->object), each->name.name);
        }
    }
    for (size_t i = 0; i < outcome->defined.count; i++) {
        const struct tt_defined *each = &outcome->defined.items[i];
        if (tt_quote(tt_check_arena(check), each->column->name).len != each->column->name.len) {
            say(check, tt_defined_span(outcome, each), "column", each->column->name);
        }
    }
}

TT_RULE(name_needs_quotes) = {
    .summary = "a name that must be quoted for ever",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
