/**
 * # New table that locks the tables it refers to
 *
 * A foreign key takes SHARE ROW EXCLUSIVE on the table it refers to, also when
 * it comes with a new table. The lock is brief, but it waits behind every
 * transaction that has written to that table, and later writes wait behind it.
 * It is held until its transaction ends.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id));
 * ```
 *
 * ## Safe
 *
 * Nothing avoids the lock. Keep the transaction short, and set a lock_timeout
 * so that the migration gives up before others pile up behind it.
 *
 * ```sql
 * SET lock_timeout = '2s';
 * CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id));
 * ```
 */
#include "lint/rule.h"

/*
 * It may come with CREATE TABLE, or just after it in the same migration; of a
 * table that was filled in between, foreign-key-scans-tables tells more.
 */
static bool is_of_new_table(const struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *key = tt_find_change(outcome, TT_CHANGE_CREATE,
                                                 TT_OBJECT_CONSTRAINT);
    const struct tt_change *table = tt_find_change(outcome, TT_CHANGE_CREATE, TT_OBJECT_TABLE);
    if (table && table->is_partition) {
        return false; /* partition-created-under-lock says more */
    }
    return table || (key && key->is_new && key->constraint->references &&
                     !tt_check_may_hold_rows(check, key->relation));
}

/* Not what the transaction holds already as strongly: an earlier statement was told of that. */
static bool is_news(const struct tt_lock_taken *taken)
{
    bool held = taken->before != TT_LOCK_COUNT && taken->before >= taken->mode;
    return !taken->is_new && taken->other_end && !held &&
           taken->mode == TT_LOCK_SHARE_ROW_EXCLUSIVE;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    if (!is_of_new_table(check, outcome) || tt_check_waits_bounded(check)) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = {.span = outcome->stmt->span, .certainty = TT_PROVED};
    struct tt_str names = TT_STR("");
    unsigned count = 0;
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (is_news(taken)) {
            names = tt_say_also(check, names, taken->relation->name);
            says.certainty = taken->certainty == TT_ASSUMED ? TT_ASSUMED : says.certainty;
            count++;
        }
    }
    if (count == 0) {
        return;
    }
    bool one = count == 1;
    says.message = tt_str_format(arena, "the new table's foreign key%s " TT_FMT " for writes",
                                 one ? " locks" : "s lock", TT_ARG(names));
    says.detail = tt_str_format(arena,
                                "It takes SHARE ROW EXCLUSIVE there until its transaction "
                                "ends. That is brief by itself, but it waits for every open "
                                "transaction that has written to %s, and later writes wait "
                                "behind it.",
                                one ? "the table" : "one of them");
    says.hint = TT_STR("Set a lock_timeout of a few seconds before it, and do nothing slow in "
                       "the same transaction.");
    tt_report(check, says);
}

TT_RULE(foreign_key_locks_referenced_table) = {
    .summary = "a new table's foreign key takes a lock on the table it refers to",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .on_outcome = on_outcome,
};
