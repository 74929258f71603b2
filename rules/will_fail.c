/**
 * # Statement that the server will refuse
 *
 * After the migrations before it, PostgreSQL answers this statement with an error,
 * whatever the tables hold: the column is not there or is there already, something
 * depends on what is dropped, the form is not possible for such a table. The
 * migration stops there, and what comes after it is not run.
 *
 * Other rules speak of some refusals in more detail: type changes, statements that
 * can't run in a transaction, enum values that are not committed yet.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int PRIMARY KEY, name text);
 * -- next migration
 * ALTER TABLE users ADD COLUMN name text;
 * ```
 *
 * ```sql expect=1
 * CREATE TABLE events (at date) PARTITION BY RANGE (at);
 * CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO
 * ('2027-01-01'); CREATE TABLE events_rest PARTITION OF events DEFAULT;
 * -- next migration
 * ALTER TABLE events DETACH PARTITION events_2026 CONCURRENTLY;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY, name text);
 * -- next migration
 * ALTER TABLE users ADD COLUMN email text;
 * ```
 */
#include "lint/rule.h"

/* A rule of its own says more. */
static bool is_told(const struct tt_outcome *outcome)
{
    const struct tt_change *index = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_INDEX);
    const struct tt_change *type = tt_find_change(outcome, TT_CHANGE_RETYPE, TT_OBJECT_COLUMN);
    struct tt_str sqlstate = tt_str_from(outcome->fails.sqlstate);
    bool open = outcome->block != TT_BLOCK_OF_BODY && tt_str_is(sqlstate, "2D000");
    return tt_str_is(sqlstate, "55P04") || tt_str_is(sqlstate, "25001") || open ||
           (index && index->concurrently && index->relation->kind == TT_PARTITIONED_TABLE) ||
           (type && type->relation == outcome->fails.relation);
}

static struct tt_str hint(const struct tt_outcome *outcome)
{
    static const struct {
        const char *sqlstate;
        const char *hint;
    } hints[] = {
        {"2BP01",
         "Drop what depends on it first, by name, or say CASCADE when you know all that "
         "goes with it."},
        {"42701",
         "If the column is the one that this migration wants, leave the statement out."},
        {"42P07",
         "If it is the one that this migration wants, leave the statement out; CREATE … "
         "IF NOT EXISTS passes over it, whatever shape it has."},
        {"42703", "Look for the migration that drops or renames the column; if it comes from "
                  "somewhere else, name that file first."},
        {"42P01", "Look for the migration that drops or renames it; if it comes from somewhere "
                  "else, name that file first."},
        {"2D000", "Take it out of that block, behind its END."},
        {"42704", "Look for the migration that drops or renames it; if it comes from somewhere "
                  "else, name that file first."},
    };
    struct tt_str sqlstate = tt_str_from(outcome->fails.sqlstate);
    const struct tt_change *detach = tt_find_change(outcome, TT_CHANGE_DETACH, TT_OBJECT_TABLE);
    for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
        if (tt_str_is(sqlstate, hints[i].sqlstate)) {
            return tt_str_from(hints[i].hint);
        }
    }
    return detach ? TT_STR("Detach it without CONCURRENTLY, which takes ACCESS EXCLUSIVE for a "
                           "moment; set a lock_timeout before.")
                  : TT_STR("");
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails;
    if (fails->when != TT_FAILS_ALWAYS || is_told(outcome)) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(check, (struct tt_says){
                         .span = fails->span,
                         .certainty = TT_PROVED,
                         .message = tt_str_format(arena, "the server will refuse this: " TT_FMT,
                                                  TT_ARG(fails->why)),
                         .detail = tt_str_format(
                             arena,
                             "After the migrations before it, PostgreSQL stops with "
                             "SQLSTATE %s, whatever the tables hold.",
                             fails->sqlstate),
                         .hint = hint(outcome),
                     });
}

TT_RULE(will_fail) = {
    .summary = "the server refuses the statement, whatever the tables hold",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
