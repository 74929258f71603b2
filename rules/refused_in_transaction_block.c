/**
 * # Statement that can't run in a transaction block
 *
 * Some statements manage transactions of their own, so PostgreSQL refuses them
 * between BEGIN and COMMIT (SQLSTATE 25001): CREATE INDEX CONCURRENTLY, DROP
 * INDEX CONCURRENTLY, REINDEX … CONCURRENTLY, VACUUM and others.
 *
 * Many migration tools open a transaction around each file, and others send a
 * whole file in one message, which PostgreSQL runs as one transaction as soon as
 * it holds two statements. tiptoe knows what goose, Flyway, sqlx and some thirty
 * others do, and how each is told to leave a file alone.
 *
 * COMMIT and ROLLBACK in `DO`, as batches have them, need the same (SQLSTATE 2D000):
 * they work where no transaction is open around the `DO`. Whatever is refused in a
 * block is refused in `DO` itself, with a transaction around it or without.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * BEGIN;
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * COMMIT;
 * ```
 *
 * ```sql expect=1 file=goose
 * -- +goose Up
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 *
 * ```sql expect=1
 * BEGIN;
 * DO $$ BEGIN
 *     FOR part IN 0..9 LOOP
 *         UPDATE orders SET state = 'old' WHERE id % 10 = part;
 *         COMMIT;
 *     END LOOP;
 * END $$;
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE INDEX CONCURRENTLY orders_user_id ON orders (user_id);
 * ```
 */
#include "lint/rule.h"

/* COMMIT in DO, which works where no transaction is open around that. */
static bool ends_in_vain(const struct tt_outcome *outcome)
{
    return outcome->stmt->in_body && outcome->block != TT_BLOCK_OF_BODY &&
           tt_str_is(tt_str_from(outcome->fails.sqlstate), "2D000");
}

static struct tt_str message(struct tt_check *check, const struct tt_outcome *outcome)
{
    bool ends = ends_in_vain(outcome);
    struct tt_str tool = tt_check_tool(check), what = tt_say_command(check, outcome->stmt);
    if (ends) {
        what = tt_str_format(tt_check_arena(check), TT_FMT " in DO", TT_ARG(what));
    } else if (outcome->stmt->in_body) {
        return tt_str_format(tt_check_arena(check), TT_FMT " is refused inside DO",
                             TT_ARG(what));
    }
    if (outcome->block == TT_BLOCK_OF_TOOL) {
        return tt_str_format(tt_check_arena(check),
                             TT_FMT " is refused in the transaction that " TT_FMT
                                    " opens around it",
                             TT_ARG(what), TT_ARG(tool));
    }
    if (outcome->block == TT_BLOCK_OF_TEXT) {
        return tt_str_format(tt_check_arena(check),
                             TT_FMT " must be alone: " TT_FMT
                                    " sends it with others in one message",
                             TT_ARG(what), TT_ARG(tool));
    }
    return tt_str_format(tt_check_arena(check), TT_FMT " is refused inside a transaction block",
                         TT_ARG(what));
}

static struct tt_str detail(const struct tt_outcome *outcome)
{
    if (ends_in_vain(outcome)) {
        return TT_STR("DO can end a transaction only where none was open before it. PostgreSQL "
                      "stops with SQLSTATE 2D000, and all of it is rolled back.");
    }
    return outcome->block == TT_BLOCK_OF_TEXT
               ? TT_STR("PostgreSQL runs all statements of one message in one transaction, and "
                        "this one commits on its own as it goes. It stops with SQLSTATE 25001, "
                        "wherever in the message the statement stands.")
               : TT_STR("It commits on its own as it goes. PostgreSQL stops with SQLSTATE "
                        "25001, and the whole transaction is rolled back.");
}

/* For tools that put every migration into a transaction. */
static struct tt_str hint_without_way(struct tt_check *check)
{
    return tt_str_format(tt_check_arena(check),
                         TT_FMT " can't run a migration without a transaction. Run this "
                                "statement apart from it, as with psql, and then have the "
                                "migration say the same with IF EXISTS or IF NOT EXISTS.",
                         TT_ARG(tt_check_tool(check)));
}

static struct tt_str hint_written(struct tt_check *check, bool alone)
{
    struct tt_str way_out = tt_check_way_out(check);
    const char *leave = alone ? "Leave out BEGIN and COMMIT"
                              : "Move it to a migration of its own, without BEGIN and COMMIT";
    const char *rest = tt_check_has_tool(check) ? "."
                       : alone ? ", and see that the tool opens no transaction either."
                               : ", which the tool runs without a transaction.";
    return tt_str_format(tt_check_arena(check), "%s%s%s" TT_FMT, leave, rest,
                         way_out.len > 0 ? " " : "", TT_ARG(way_out));
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome)
{
    enum tt_block block = outcome->block;
    struct tt_str way_out = tt_check_way_out(check);
    bool alone = tt_check_is_alone(check);
    const char *move = "";
    if (outcome->stmt->in_body && !ends_in_vain(outcome)) {
        move = "Take it out of DO, into a migration of its own.";
    } else if (block == TT_BLOCK_OF_TEXT) {
        move = "Move it to a migration that holds nothing else.";
    } else if (block == TT_BLOCK_OF_TOOL && way_out.len == 0) {
        return hint_without_way(check);
    } else if (block == TT_BLOCK_WRITTEN) {
        return hint_written(check, alone);
    } else if (!alone) {
        move = "Move it to a migration of its own.";
    }
    return tt_str_format(tt_check_arena(check), "%s%s" TT_FMT, move,
                         *move && way_out.len > 0 ? " " : "", TT_ARG(way_out));
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    if ((!outcome->refused_in_block || !outcome->block) && !ends_in_vain(outcome)) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = message(check, outcome);
    says.detail = detail(outcome);
    says.hint = hint(check, outcome);
    says.fix = tt_fix_leave_transaction(check, outcome);
    tt_report(check, says);
}

TT_RULE(refused_in_transaction_block) = {
    .summary = "the statement is refused between BEGIN and COMMIT",
    .family = TT_FAMILY_TRANSACTIONS,
    .since = "0.1.0",
    .same_as = "squawk:ban-concurrent-index-creation-in-transaction "
               "atlas:concurrent_index atlas:PG103 "
               "pgfence:concurrent-in-transaction",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
