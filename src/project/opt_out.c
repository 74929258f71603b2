/*
 * Tools that send a file whole, in a transaction unless something asks for none.
 * What is left then is the transaction that the server makes of one message.
 */
#include "base/str.h"
#include "project/cut.h"

static void add_whole(struct tt_arena *arena, const struct tt_migration_text *text,
                      bool opted_out, tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    part.in_transaction = part.in_transaction && !opted_out;
    tt_vec_push(arena, ret_parts, part);
}

/* sqlx-core/src/migrate/source.rs: the file's very first bytes. */
void tt_cut_sqlx(struct tt_arena *arena, const struct tt_migration_text *text,
                 tt_parts *ret_parts)
{
    add_whole(arena, text, tt_str_starts(text->text, "-- no-transaction"), ret_parts);
}

/* diesel_migrations/migrations_internals/src/lib.rs: a file without the key says false. */
static bool says_run_in_transaction(struct tt_str settings)
{
    struct tt_str value;
    size_t at = 0;
    return tt_next_value(settings, "run_in_transaction", &at, &value) &&
           tt_str_starts(value, "true");
}

void tt_cut_diesel(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    bool opted_out = text->settings.ptr && !says_run_in_transaction(text->settings);
    add_whole(arena, text, opted_out, ret_parts);
}

/* cli/migrate/migrate.go: the first line, and nothing else on it. */
void tt_cut_hasura(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    struct tt_str first = tt_str_trim(tt_top_line(text->text));
    add_whole(arena, text, tt_str_is(first, "-- hasura:no-transaction"), ret_parts);
}

/* src/run-migration.ts: anywhere in the file. */
void tt_cut_postgres_migrations(struct tt_arena *arena, const struct tt_migration_text *text,
                                tt_parts *ret_parts)
{
    add_whole(arena, text, tt_holds(text->text, "-- postgres-migrations disable-transaction"),
              ret_parts);
}

/* "--!include functions/x.sql" in what is not committed yet: src/migration.ts. */
static void remark_includes(struct tt_arena *arena, struct tt_str text, tt_parts *ret_parts)
{
    struct tt_line line = {0};
    struct tt_str rest;
    while (tt_next_line(text, &line)) {
        if (!tt_line_says(line.text, "--!", &rest) || !tt_line_says(rest, "include ", &rest)) {
            continue;
        }
        tt_vec_push(
            arena, &ret_parts->remarks,
            (struct tt_remark){
                .kind = TT_REMARK_NOT_FOLLOWED,
                .start = line.start,
                .end = line.start + line.text.len,
                .message = tt_str_format(arena, "\"" TT_FMT "\" is not followed", TT_ARG(rest)),
                .detail = TT_STR("Graphile Migrate puts that file of its fixtures here; "
                                 "tiptoe goes on without it."),
            });
    }
}

/* src/header.ts, src/migration.ts: the first line behind headers such as "--! Previous: …". */
void tt_cut_graphile(struct tt_arena *arena, const struct tt_migration_text *text,
                     tt_parts *ret_parts)
{
    struct tt_line line = {0};
    struct tt_str rest;
    bool more = tt_next_line(text->text, &line);
    while (more && (tt_str_trim(line.text).len == 0 ||
                    (tt_str_starts(line.text, "--! ") && line.text.len > 4 &&
                     line.text.ptr[4] >= 'A' && line.text.ptr[4] <= 'Z'))) {
        more = tt_next_line(text->text, &line);
    }
    bool opted_out = more && tt_line_says(line.text, "--!", &rest) &&
                     tt_str_starts(rest, "no-transaction");
    remark_includes(arena, text->text, ret_parts);
    add_whole(arena, text, opted_out, ret_parts);
}

/* Ory's copy of pop: ".autocommit." in the name. */
void tt_cut_pop(struct tt_arena *arena, const struct tt_migration_text *text,
                tt_parts *ret_parts)
{
    add_whole(arena, text, tt_holds(text->path, ".autocommit."), ret_parts);
}
