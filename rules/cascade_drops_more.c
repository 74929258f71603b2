/**
 * # CASCADE that takes more than the statement names
 *
 * With CASCADE everything goes that depends on what is dropped: views, materialized
 * views, and what depends on those. The statement does not say what it is, and on the
 * production server it may be more than the migrations know of.
 *
 * Drop what depends on it by name first, and leave CASCADE out: then the server refuses
 * to drop what nobody thought of.
 *
 * What the same migration made is exempt; of whole schemas schema-dropped speaks.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int PRIMARY KEY, name text);
 * CREATE VIEW names AS SELECT name FROM users;
 * -- next migration
 * ALTER TABLE users DROP COLUMN name CASCADE;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY, name text);
 * CREATE VIEW names AS SELECT name FROM users;
 * -- next migration
 * DROP VIEW names;
 * ALTER TABLE users DROP COLUMN name;
 * ```
 *
 * A table that no file made depends on nothing that is known:
 *
 * ```sql
 * DROP TABLE orders;
 * ```
 */
#include "lint/rule.h"

static bool is_named(const struct tt_outcome *outcome, const struct tt_relation *relation)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        if (change->kind == TT_CHANGE_DROP && change->relation == relation &&
            change->object != TT_OBJECT_COLUMN) {
            return true;
        }
    }
    return false;
}

/* Gone without being named: a view, or a table that needs what is dropped. */
static bool goes_along(const struct tt_outcome *outcome, const struct tt_lock_taken *taken)
{
    const struct tt_relation *relation = taken->relation;
    return !taken->is_new && relation->known && !relation->exists &&
           relation->kind != TT_SEQUENCE && !relation->is_partition &&
           !is_named(outcome, relation);
}

/* Whatever is of its types, or calls its functions, stands on the server alone. */
static bool drops_extension(struct tt_check *check, const struct tt_outcome *outcome)
{
    static const char *const words[] = {"extension", "cascade"};
    if (!tt_str_is(outcome->stmt->kind, "DropStmt")) {
        return false;
    }
    struct tt_str text = tt_after_word(tt_check_text(check, outcome->stmt->span), "drop");
    return tt_str_equal_nocase(tt_first_of(text, words, 1), TT_STR("extension")) &&
           tt_first_of(text, words + 1, 1).len > 0;
}

static void report_extension(struct tt_check *check, const struct tt_outcome *outcome)
{
    tt_report(check,
              (struct tt_says){
                  .span = outcome->stmt->span,
                  .certainty = TT_ASSUMED,
                  .message = TT_STR("CASCADE drops all columns, indexes and functions that use "
                                    "the extension"),
                  .detail = TT_STR("A column of one of its types goes with all its values, and "
                                   "nothing asks back."),
                  .hint = TT_STR("Leave CASCADE out: PostgreSQL then lists what uses the "
                                 "extension, to be changed or dropped by name first."),
              });
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str names = TT_STR("");
    if (drops_extension(check, outcome)) {
        report_extension(check, outcome);
        return;
    }
    bool drops = tt_str_is(outcome->stmt->kind, "DropStmt") ||
                 tt_str_is(outcome->stmt->kind, "AlterTableStmt");
    for (size_t i = 0; drops && i < outcome->locks.count; i++) {
        if (goes_along(outcome, &outcome->locks.items[i])) {
            names = tt_say_also(check, names, outcome->locks.items[i].name);
        }
    }
    bool schema = tt_find_change(outcome, TT_CHANGE_DROP, TT_OBJECT_SCHEMA) != NULL;
    if (names.len == 0 || schema || outcome->fails.when == TT_FAILS_ALWAYS) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = tt_str_format(arena, "CASCADE drops " TT_FMT " along", TT_ARG(names));
    says.detail = TT_STR("Queries that name it fail from COMMIT on (SQLSTATE 42P01). On "
                         "the server more may depend on it than the migrations tell.");
    says.hint = TT_STR("Drop what depends on it by name first, or make it anew "
                       "afterwards, and leave CASCADE out.");
    tt_report(check, says);
}

TT_RULE(cascade_drops_more) = {
    .summary = "DROP … CASCADE takes more than the statement names",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .same_as = "pgfence:drop-schema-cascade",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
