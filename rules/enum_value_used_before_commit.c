/**
 * # Enum value used in the transaction that adds it
 *
 * ALTER TYPE … ADD VALUE may stand in a transaction block (since PostgreSQL 12), but
 * the value is not usable before COMMIT: a query, a default or a CHECK that names it
 * fails with SQLSTATE 55P04. Since PostgreSQL 17 that is fine for a type which the
 * transaction itself has made.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TYPE mood AS ENUM ('sad', 'ok');
 * CREATE TABLE people (name text, mood mood);
 * -- next migration
 * BEGIN;
 * ALTER TYPE mood ADD VALUE 'happy';
 * UPDATE people SET mood = 'happy' WHERE name = 'Ann';
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TYPE mood AS ENUM ('sad', 'ok');
 * CREATE TABLE people (name text, mood mood);
 * -- next migration
 * ALTER TYPE mood ADD VALUE 'happy';
 * -- next migration
 * UPDATE people SET mood = 'happy' WHERE name = 'Ann';
 * ```
 */
#include "lint/rule.h"

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_failure *fails = &outcome->fails;
    if (fails->when != TT_FAILS_ALWAYS || !tt_str_is(tt_str_from(fails->sqlstate), "55P04")) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = TT_STR("this uses an enum value before the transaction that adds it "
                          "is committed");
    says.detail = tt_str_format(tt_check_arena(check),
                                "PostgreSQL stops with SQLSTATE 55P04: " TT_FMT "." TT_FMT,
                                TT_ARG(fails->why), TT_ARG(tt_say_shared_transaction(check)));
    says.hint = tt_str_format(tt_check_arena(check), "Before this one, add the value in %s.",
                              tt_say_migration_of_its_own(check));
    tt_report(check, says);
}

TT_RULE(enum_value_used_before_commit) = {
    .summary = "an enum value is used in the transaction that adds it",
    .family = TT_FAMILY_TRANSACTIONS,
    .since = "0.1.0",
    .same_as = "pgfence:alter-enum-add-value",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
