/**
 * # FOREIGN KEY added without NOT VALID
 *
 * Adding a foreign key takes SHARE ROW EXCLUSIVE on both tables and looks up
 * every row of the one in the other. INSERT, UPDATE and DELETE wait on both
 * tables until it is done.
 *
 * With NOT VALID the key holds for new rows at once and looks at no old one,
 * so both locks are brief. VALIDATE CONSTRAINT then reads the rows under SHARE
 * UPDATE EXCLUSIVE and ROW SHARE, which let reads and writes go on.
 *
 * A key behind a new column without a default is exempt, since NULL refers to
 * nothing; so is one of a table that the same migration made and left empty.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey
 *     FOREIGN KEY (user_id) REFERENCES users (id);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey
 *     FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
 * -- next migration
 * ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey;
 * ```
 */
#include "lint/rule.h"

static struct tt_str hint(struct tt_arena *arena, const struct tt_constraint *key)
{
    struct tt_str table = tt_sql_name(arena, key->relation->name);
    struct tt_str name = tt_quote(arena, key->name);
    struct tt_str referenced = tt_sql_columns(arena, key->referenced);
    return tt_str_format(
        arena,
        "Add it unchecked, and check it in a later migration:\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " FOREIGN KEY (" TT_FMT
        ") REFERENCES " TT_FMT "%s" TT_FMT "%s NOT VALID;\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
        TT_ARG(table), TT_ARG(name), TT_ARG(tt_sql_columns(arena, key->columns)),
        TT_ARG(tt_sql_name(arena, key->references->name)), referenced.len > 0 ? " (" : "",
        TT_ARG(referenced), referenced.len > 0 ? ")" : "", TT_ARG(table), TT_ARG(name));
}

static void report(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = work->constraint;
    struct tt_str table = tt_say_name(arena, key->relation->name);
    struct tt_str other = tt_say_name(arena, key->references->name);
    bool itself = key->references == key->relation;
    tt_report(
        check,
        (struct tt_says){
            .span = work->span,
            .certainty = work->certainty,
            .message = itself
                           ? tt_str_format(arena,
                                           "adding foreign key \"" TT_FMT
                                           "\" reads all of \"" TT_FMT "\" while writes wait",
                                           TT_ARG(key->name), TT_ARG(table))
                           : tt_str_format(arena,
                                           "adding foreign key \"" TT_FMT
                                           "\" reads all of \"" TT_FMT
                                           "\" while writes to it and to \"" TT_FMT "\" wait",
                                           TT_ARG(key->name), TT_ARG(table), TT_ARG(other)),
            .detail = TT_STR("It holds SHARE ROW EXCLUSIVE on both tables until every "
                             "row has been looked up: no INSERT, UPDATE or DELETE gets "
                             "through."),
            .hint = hint(arena, key),
        });
}

/*
 * A new table that holds no row is read in no time. One that was filled is
 * not, and the referenced table stays locked meanwhile.
 */
static bool hurts(struct tt_check *check, const struct tt_work *work)
{
    const struct tt_constraint *key = work->constraint;
    bool other_is_used = !tt_check_is_new(check, key->references);
    return !work->is_new || (tt_check_may_hold_rows(check, work->relation) && other_is_used);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *added = tt_find_change(outcome, TT_CHANGE_CREATE,
                                                   TT_OBJECT_CONSTRAINT);
    size_t last = 0;
    for (size_t i = 0; added && i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        bool again = last > 0 && work->span.start == outcome->works.items[last - 1].span.start;
        if (work->cause == TT_CAUSE_FOREIGN_KEY && !again && hurts(check, work)) {
            report(check, work);
            last = i + 1;
        }
    }
}

TT_RULE(foreign_key_scans_tables) = {
    .summary =
        "FOREIGN KEY added without NOT VALID blocks writes to both tables while it reads",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
