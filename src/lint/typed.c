#include "lint/typed.h"

bool tt_typed_is(const struct tt_typed *typed, const char *name)
{
    return typed->type->builtin && tt_str_is(typed->type->name, name);
}

static void report(struct tt_check *check, const struct tt_typed *typed, struct tt_span span,
                   struct tt_typed_words words)
{
    tt_report(check,
              (struct tt_says){
                  .span = span,
                  .certainty = TT_PROVED,
                  .message = tt_str_format(
                      tt_check_arena(check), "column \"" TT_FMT "\" of \"" TT_FMT "\" %s",
                      TT_ARG(typed->column->name),
                      TT_ARG(tt_say_name(check, typed->relation->name)), words.what),
                  .detail = tt_str_from(words.detail),
                  .hint = tt_str_from(words.hint),
              });
}

void tt_report_typed(struct tt_check *check, const struct tt_outcome *outcome,
                     bool (*is)(const struct tt_typed *typed), struct tt_typed_words words)
{
    for (size_t i = 0; i < outcome->defined.count; i++) {
        const struct tt_defined *each = &outcome->defined.items[i];
        struct tt_typed typed = {each->relation, each->column, &each->column->type};
        if (!each->relation->temporary && is(&typed)) {
            report(check, &typed, tt_defined_span(outcome, each), words);
        }
    }
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *each = &outcome->changes.items[i];
        struct tt_typed typed = {each->relation, each->column, &each->to};
        if (each->kind == TT_CHANGE_RETYPE && each->column && !each->relation->temporary &&
            is(&typed)) {
            report(check, &typed, each->span, words);
        }
    }
}
