/**
 * # PRIMARY KEY, UNIQUE or EXCLUDE that builds its index under lock
 *
 * Adding such a constraint builds its index while ALTER TABLE holds ACCESS
 * EXCLUSIVE: reads and writes wait until every row has been read and sorted.
 *
 * Build the unique index concurrently first, then give it to the constraint
 * with USING INDEX, which is instant. A PRIMARY KEY also needs its columns to
 * be NOT NULL before that, or it reads the table under the lock to make sure.
 * EXCLUDE has no such way round.
 *
 * A table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN handle text UNIQUE;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
 * -- next migration
 * ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;
 * ```
 */
#include "lint/rule.h"

static const char *kind_of(const struct tt_constraint *key)
{
    if (key->kind == TT_PRIMARY_KEY) {
        return "PRIMARY KEY";
    }
    return key->kind == TT_UNIQUE ? "UNIQUE" : "EXCLUDE";
}

static struct tt_str hint(struct tt_arena *arena, const struct tt_constraint *key)
{
    if (key->kind == TT_EXCLUSION) {
        return TT_STR("No form of EXCLUDE avoids the lock. Make a new table with the "
                      "constraint and move the rows over in batches, or do it while the "
                      "table is small.");
    }
    struct tt_str table = tt_sql_name(arena, key->relation->name);
    struct tt_str name = tt_quote(arena, key->name);
    return tt_str_format(
        arena,
        "%s"
        "CREATE UNIQUE INDEX CONCURRENTLY " TT_FMT " ON " TT_FMT " (" TT_FMT ");\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " %s USING INDEX " TT_FMT ";",
        key->kind == TT_PRIMARY_KEY
            ? "With all columns NOT NULL already, and each in a migration of its own:\n"
            : "Build the index first, in a migration without a transaction, then take it "
              "over:\n",
        TT_ARG(name), TT_ARG(table), TT_ARG(tt_sql_columns(arena, key->columns)), TT_ARG(table),
        TT_ARG(name), kind_of(key), TT_ARG(name));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = NULL;
    while ((work = tt_next_blocking_work(outcome, TT_CAUSE_KEY, work))) {
        const struct tt_constraint *key = work->constraint;
        tt_report(check,
                  (struct tt_says){
                      .span = work->span,
                      .certainty = work->certainty,
                      .message = tt_str_format(
                          arena,
                          "adding this %s builds its index while reads and writes on "
                          "\"" TT_FMT "\" wait",
                          kind_of(key), TT_ARG(tt_say_name(arena, key->relation->name))),
                      .detail = TT_STR("ALTER TABLE holds ACCESS EXCLUSIVE until every row is "
                                       "read, sorted and checked."),
                      .hint = hint(arena, key),
                  });
    }
}

TT_RULE(key_builds_index_under_lock) = {
    .summary = "adding PRIMARY KEY, UNIQUE or EXCLUDE builds an index under ACCESS EXCLUSIVE",
    .since = "0.1.0",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
