/**
 * # IF EXISTS or IF NOT EXISTS missing
 *
 * Outside a transaction, what came before a statement that fails stays, and a second
 * run stumbles over it. With IF NOT EXISTS or IF EXISTS the file can be run again.
 *
 * Where it hides mistakes, that is worse: a table of the name with other columns is
 * passed over as well. CREATE INDEX CONCURRENTLY is exempt, for IF NOT EXISTS would
 * keep an invalid index.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * BEGIN;
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * CREATE TABLE orders (id bigint PRIMARY KEY);
 * COMMIT;
 * ```
 */
#include "lint/rule.h"

static bool takes_it(const struct tt_change *change)
{
    enum tt_object object = change->object;
    if (change->kind == TT_CHANGE_DROP) {
        return object != TT_OBJECT_ENUM_VALUE;
    }
    return change->kind == TT_CHANGE_CREATE && !change->implied &&
           (object == TT_OBJECT_TABLE || object == TT_OBJECT_MATERIALIZED_VIEW ||
            object == TT_OBJECT_SEQUENCE || object == TT_OBJECT_SCHEMA ||
            object == TT_OBJECT_COLUMN || (object == TT_OBJECT_INDEX && !change->concurrently));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const char *const words[] = {"if"};
    struct tt_span last = {0};
    for (size_t i = 0; !outcome->block && i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        bool again = change->span.start == last.start && change->span.end == last.end;
        bool temporary = change->relation && change->relation->temporary;
        if (!takes_it(change) || again || temporary ||
            tt_first_of(tt_check_text(check, change->span), words, 1).len > 0) {
            continue;
        }
        last = change->span;
        const char *word = change->kind == TT_CHANGE_DROP ? "IF EXISTS" : "IF NOT EXISTS";
        struct tt_says says = tt_about_change(change);
        says.certainty = TT_PROVED;
        says.message = tt_str_format(tt_check_arena(check),
                                     "a second run fails here without %s", word);
        says.detail = TT_STR("No transaction takes back what a first run did.");
        says.hint = tt_str_format(tt_check_arena(check),
                                  "Say %s, or run the file in a transaction.", word);
        tt_report(check, says);
    }
}

TT_RULE(if_exists_missing) = {
    .summary = "CREATE or DROP that a second run of the file stumbles over",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:prefer-robust-stmts pgfence:prefer-robust-create-table "
               "pgfence:prefer-robust-drop-table",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
