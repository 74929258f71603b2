/* Tools that look at the statements before they decide how to run them. */
#include "base/str.h"
#include "project/cut.h"
#include "project/statement.h"

static bool any_begins_with(struct tt_str text, const char *const *phrases, size_t count)
{
    struct tt_statements all;
    struct tt_piece piece;
    bool found = false;
    tt_statements_init(&all, text, 0, text.len);
    while (!found && tt_statements_next(&all, &piece)) {
        found = tt_begins_with_any(text, piece.span, phrases, count);
    }
    tt_statements_finish(&all);
    return found;
}

/*
 * Prisma since 7.4 (prisma-engines pull requests 5767, 5799, 5847): one message for each
 * statement that its splitter finds, but the whole script where its parser knows one of them
 * not. Of those, only DROP INDEX CONCURRENTLY is sure.
 */
void tt_cut_prisma(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    static const char *const unknown[] = {"drop index concurrently"};
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    part.as_one_text = any_begins_with(text->text, unknown, 1);
    tt_vec_push(arena, ret_parts, part);
}

/*
 * Supabase since 2.109.0, in the shape of August 2026 (supabase/cli
 * apps/cli/src/legacy/shared/legacy-migration-apply.ts): what can't be in a transaction block
 * ends the one that is open and runs alone.
 */
static bool runs_alone(struct tt_str text, struct tt_span statement)
{
    static const char *const phrases[] = {
        "reindex ... concurrently",
        "cluster",
        "alter database ... set tablespace",
        "alter subscription ... refresh publication",
        "alter subscription ... set publication",
        "alter subscription ... add publication",
        "alter subscription ... drop publication",
        "alter table ... detach partition ... concurrently",
        "alter table ... detach partition ... finalize",
    };
    return tt_is_known_to_need_no_block(text, statement) ||
           tt_begins_with_any(text, statement, phrases, sizeof(phrases) / sizeof(phrases[0]));
}

/* A file that opens or ends a transaction by itself is run as it stands. */
static bool controls_transactions(struct tt_str text)
{
    static const char *const phrases[] = {"begin", "start",    "commit",
                                          "end",   "rollback", "abort"};
    return any_begins_with(text, phrases, sizeof(phrases) / sizeof(phrases[0]));
}

/* The same for a file whose first line is this, byte order mark and CRLF aside. */
static bool opts_out(struct tt_str text)
{
    struct tt_str first = tt_top_line(text);
    bool crlf = first.len > 0 && first.ptr[first.len - 1] == '\r';
    return tt_str_is(tt_str_slice(first, 0, first.len - crlf),
                     "-- pg-delta: transaction=false");
}

/* Ends the part before `start`, if anything is in it. */
static void end_part(struct tt_arena *arena, struct tt_part *part, size_t end,
                     tt_parts *ret_parts)
{
    part->end = end;
    if (part->end > part->start) {
        tt_vec_push(arena, ret_parts, *part);
    }
    part->start = end;
}

void tt_cut_supabase(struct tt_arena *arena, const struct tt_migration_text *text,
                     tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, 0);
    struct tt_statements all;
    struct tt_piece piece;
    size_t before = 0; /* where what belongs to the statement begins */
    part.in_transaction = !opts_out(text->text) && !controls_transactions(text->text);
    ret_parts->opts_out = part.in_transaction;
    tt_statements_init(&all, text->text, 0, text->text.len);
    while (part.in_transaction && tt_statements_next(&all, &piece)) {
        if (runs_alone(text->text, piece.span)) {
            end_part(arena, &part, before, ret_parts);
            part.in_transaction = false;
            end_part(arena, &part, piece.next, ret_parts);
            part.in_transaction = true;
        }
        before = piece.next;
    }
    tt_statements_finish(&all);
    end_part(arena, &part, text->text.len, ret_parts);
}
