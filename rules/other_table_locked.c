/**
 * # Another table locked along
 *
 * Dropping a foreign key drops its triggers at both ends: ACCESS EXCLUSIVE on the
 * table that it refers to, too. So does dropping a table or column with a foreign key,
 * changing the type of its columns, and adding one to a partitioned table where a partition
 * has it already. Dropping a partition takes the same lock on
 * the partitioned table, and on its default partition. Reads and writes of a table
 * that the statement does not even name wait until the transaction ends.
 *
 * Where nothing is read or written under the lock it is brief, and nothing is said
 * if a lock_timeout is set.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int PRIMARY KEY);
 * CREATE TABLE notes (id int, user_id int REFERENCES users);
 * -- next migration
 * DROP TABLE notes;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int PRIMARY KEY);
 * CREATE TABLE notes (id int, user_id int REFERENCES users);
 * -- next migration
 * SET lock_timeout = '2s';
 * DROP TABLE notes;
 * ```
 */
#include "lint/rule.h"

static bool is_kin(const struct tt_relation *a, const struct tt_relation *b)
{
    for (const struct tt_relation *each = a; each; each = each->parent) {
        if (each == b) {
            return true;
        }
    }
    for (const struct tt_relation *each = b; each; each = each->parent) {
        if (each == a) {
            return true;
        }
    }
    return false;
}

static const struct tt_relation *named_of(const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->locks.count; i++) {
        if (!outcome->locks.items[i].other_end) {
            return outcome->locks.items[i].relation;
        }
    }
    return NULL;
}

/* The partition that goes, or NULL. */
static const struct tt_change *find_partition(const struct tt_outcome *outcome)
{
    const struct tt_change *change = tt_find_change(outcome, TT_CHANGE_DROP, TT_OBJECT_TABLE);
    return change && change->is_partition ? change : NULL;
}

static bool is_other(const struct tt_outcome *outcome, const struct tt_lock_taken *taken)
{
    const struct tt_relation *relation = taken->relation, *named = named_of(outcome);
    bool table = relation->kind == TT_TABLE || relation->kind == TT_PARTITIONED_TABLE;
    if (taken->before != TT_LOCK_COUNT && taken->before >= taken->mode) {
        return false; /* an earlier statement's finding tells */
    }
    return taken->other_end && !taken->is_new && tt_lock_blocks_reads(taken->mode) && table &&
           relation->exists && named && (find_partition(outcome) || !is_kin(relation, named));
}

/* What makes the statement slow, so that the lock is not brief. */
static const struct tt_work *find_slow(struct tt_check *check, const struct tt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        if (work->relation && !work->is_new && tt_check_may_hold_rows(check, work->relation)) {
            return work;
        }
    }
    return NULL;
}

static struct tt_str say_why(struct tt_check *check, const struct tt_outcome *outcome,
                             const struct tt_relation *other)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (find_partition(outcome) && other->kind == TT_PARTITIONED_TABLE) {
        return tt_str_format(arena,
                             "The partition must leave its parent first, which takes ACCESS "
                             "EXCLUSIVE on \"" TT_FMT "\" until the transaction ends.",
                             TT_ARG(tt_say_name(check, other->name)));
    }
    return tt_str_format(arena,
                         "A foreign key ties the two, and its triggers on \"" TT_FMT
                         "\" go or change as well: that takes ACCESS EXCLUSIVE there until the "
                         "transaction ends.",
                         TT_ARG(tt_say_name(check, other->name)));
}

static struct tt_str say_instead(const struct tt_outcome *outcome, const struct tt_work *slow)
{
    if (!slow) {
        return TT_STR("Let it give up and be tried again, and do nothing slow in the same "
                      "transaction:\nSET lock_timeout = '2s';");
    }
    if (tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_CONSTRAINT)) {
        return TT_STR(
            "Give each partition that lacks the foreign key one of its own first, NOT "
            "VALID, and check that in a later migration.");
    }
    return TT_STR("Drop the foreign key first, in a transaction of its own, and add it again "
                  "afterwards, NOT VALID.");
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_lock_taken *first, struct tt_str names)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *slow = find_slow(check, outcome);
    tt_report(
        check,
        (struct tt_says){
            .span = outcome->stmt->span,
            .certainty = first->certainty,
            .severe = slow != NULL,
            .severity = TT_ERROR,
            .message = tt_str_format(
                arena, "this takes ACCESS EXCLUSIVE on " TT_FMT ", besides \"" TT_FMT "\"",
                TT_ARG(names), TT_ARG(tt_say_name(check, named_of(outcome)->name))),
            .detail = tt_str_format(
                arena, TT_FMT " %s", TT_ARG(say_why(check, outcome, first->relation)),
                slow ? "That lasts for as long as rows are read and written here: reads "
                       "and writes wait."
                     : "It is brief by itself, but it waits for every query on the table, "
                       "and all others wait behind it."),
            .hint = say_instead(outcome, slow),
        });
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_str names = TT_STR("");
    const struct tt_lock_taken *first = NULL;
    bool drops = tt_str_is(outcome->stmt->kind, "DropStmt") ||
                 tt_str_is(outcome->stmt->kind, "AlterTableStmt");
    bool told = tt_find_change(outcome, TT_CHANGE_ATTACH, TT_OBJECT_TABLE) ||
                tt_find_change(outcome, TT_CHANGE_DETACH, TT_OBJECT_TABLE) ||
                outcome->fails.when == TT_FAILS_ALWAYS ||
                (tt_check_waits_bounded(check) && !find_slow(check, outcome));
    for (size_t i = 0; drops && !told && i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (is_other(outcome, taken)) {
            first = first ? first : taken;
            names = tt_say_also(check, names, taken->relation->name);
        }
    }
    if (first) {
        report(check, outcome, first, names);
    }
}

TT_RULE(other_table_locked) = {
    .summary = "DROP or ALTER TABLE blocks all queries on a table that it does not name",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "pgfence:drop-constraint",
    .severity = TT_WARNING,
    .on_outcome = on_outcome,
};
