/*
 * Flyway: PostgreSQLParser.java (which statements run outside a transaction) and
 * ParserSqlScript.java (the whole file does when one of them does; both kinds in one file
 * are refused unless it is allowed).
 */
#include "project/flyway.h"

#include "base/str.h"
#include "project/cut.h"
#include "project/order.h"
#include "project/project.h"
#include "project/statement.h"

/* REINDEX TABLE CONCURRENTLY and DETACH PARTITION … CONCURRENTLY are not among them. */
static bool runs_outside(struct tt_str text, struct tt_span statement)
{
    static const char *const phrases[] = {
        "create index concurrently",
        "create unique index concurrently",
        "drop index concurrently",
        "create database",
        "drop database",
        "create tablespace",
        "drop tablespace",
        "create subscription",
        "drop subscription",
        "alter system",
        "reindex schema",
        "reindex database",
        "reindex system",
        "reindex verbose schema",
        "reindex verbose database",
        "reindex verbose system",
        "vacuum",
        "discard all",
    };
    return tt_begins_with_any(text, statement, phrases, sizeof(phrases) / sizeof(phrases[0]));
}

static bool any_runs_outside(struct tt_str text)
{
    struct tt_statements all;
    struct tt_piece piece;
    bool found = false;
    tt_statements_init(&all, text, 0, text.len);
    while (!found && tt_statements_next(&all, &piece)) {
        found = runs_outside(text, piece.span);
    }
    tt_statements_finish(&all);
    return found;
}

void tt_cut_flyway(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    const struct tt_flyway_config *config = text->config;
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    enum tt_said said = tt_flyway_said(text->settings, "executeintransaction");
    if (said == TT_SAID_NOTHING && config) {
        said = config->in_transaction == TT_SAID_NO ? TT_SAID_NO : TT_SAID_NOTHING;
    }
    part.in_transaction = said != TT_SAID_NO &&
                          (said == TT_SAID_YES || !any_runs_outside(text->text));
    tt_vec_push(arena, ret_parts, part);
}

static char prefix_of(const struct tt_migration_file *migration)
{
    struct tt_str name = tt_str_from(migration->name);
    size_t start = name.len;
    while (start > 0 && name.ptr[start - 1] != '/') {
        start--;
    }
    return start < name.len ? name.ptr[start] : '\0';
}

void tt_list_flyway(struct tt_arena *arena, struct tt_series *series)
{
    (void)arena;
    const struct tt_migration_file *first = NULL;
    for (size_t i = 0; i < series->migrations.count && !first; i++) {
        const struct tt_migration_file *migration = &series->migrations.items[i];
        first = prefix_of(migration) == 'V' ? migration : NULL;
    }
    for (size_t i = 0; i < series->migrations.count && first; i++) {
        struct tt_migration_file *migration = &series->migrations.items[i];
        if (prefix_of(migration) == 'B' &&
            tt_compare_dotted(first->version, migration->version) <= 0) {
            migration->down = true;
        }
    }
}
