/**
 * # Index without a name
 *
 * PostgreSQL makes a name up, and another one where that is taken: what it is called
 * differs by server, so that no later migration can name it with certainty.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE INDEX CONCURRENTLY ON users (email);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY users_email ON users (email);
 * ```
 */
#include "lint/rule.h"

/* Nothing stands between INDEX and ON. */
static bool has_no_name(struct tt_str text)
{
    struct tt_str rest = tt_str_trim(tt_before_word(tt_after_word(text, "index"), "on"));
    return rest.len == 0 || tt_str_equal_nocase(rest, TT_STR("concurrently"));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_INDEX);
    bool creates = change && tt_str_is(outcome->stmt->kind, "IndexStmt");
    if (!creates || !has_no_name(tt_check_text(check, outcome->stmt->span))) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = TT_STR("the index is given no name");
    says.detail = tt_str_format(tt_check_arena(check),
                                "PostgreSQL calls it \"" TT_FMT
                                "\", and something else where that name is taken.",
                                TT_ARG(change->name.name));
    says.hint = TT_STR("Name it, so that a later migration can.");
    tt_report(check, says);
}

TT_RULE(index_without_name) = {
    .summary = "CREATE INDEX that leaves the name to the server",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
