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
        "reindex verbose schema",
        "reindex verbose database",
        "reindex verbose system",
    };
    return tt_is_known_to_need_no_block(text, statement) ||
           tt_begins_with_any(text, statement, phrases, sizeof(phrases) / sizeof(phrases[0]));
}

static bool waits_for_others(struct tt_str text, struct tt_span statement)
{
    static const char *const phrases[] = {
        "create index concurrently",     "create unique index concurrently",
        "drop index concurrently",       "reindex index concurrently",
        "reindex table concurrently",    "reindex schema concurrently",
        "reindex database concurrently",
    };
    return tt_begins_with_any(text, statement, phrases, sizeof(phrases) / sizeof(phrases[0]));
}

/* The first statement of each sort; one that is not there is empty. */
struct sorts {
    struct tt_span outside; /* it runs outside a transaction */
    struct tt_span inside;
    struct tt_span waiting; /* for other transactions to end */
};

static void note_first(struct tt_span *first, struct tt_span statement)
{
    *first = first->end == 0 ? statement : *first;
}

static struct sorts sort_statements(struct tt_str text)
{
    struct sorts sorts = {0};
    struct tt_statements all;
    struct tt_piece piece;
    tt_statements_init(&all, text, 0, text.len);
    while (tt_statements_next(&all, &piece)) {
        note_first(runs_outside(text, piece.span) ? &sorts.outside : &sorts.inside, piece.span);
        if (waits_for_others(text, piece.span)) {
            note_first(&sorts.waiting, piece.span);
        }
    }
    tt_statements_finish(&all);
    return sorts;
}

static struct tt_remark refused_as_mixed(struct tt_span where)
{
    return (struct tt_remark){
        .start = where.start,
        .end = where.end,
        .kind = TT_REMARK_REFUSED,
        .message = TT_STR("Flyway refuses this file: one statement runs outside a "
                          "transaction, and others don't"),
        .detail = TT_STR("Flyway runs the whole file without a transaction when a statement "
                         "in it needs that, and then wants all of them to; SET and SELECT "
                         "count too. It stops before it runs any of them."),
        .hint = TT_STR("Move the statement to a migration of its own. Or allow it, and go "
                       "without a transaction for the whole file: "
                       "\"executeInTransaction=false\" in a file beside this one, with its "
                       "name and \".conf\" behind that, or flyway.mixed=true for all."),
    };
}

static struct tt_remark waits_for_lock(struct tt_span where)
{
    return (struct tt_remark){
        .start = where.start,
        .end = where.end,
        .kind = TT_REMARK_WAITS,
        .message = TT_STR("this statement may wait for ever for Flyway, which waits for it"),
        .detail = TT_STR("It waits for transactions that began before it, and Flyway keeps "
                         "one open to hold its lock in while it migrates."),
        .hint = TT_STR("Set flyway.postgresql.transactional.lock=false in Flyway's "
                       "configuration: the lock is then the session's, and no transaction "
                       "stays open."),
    };
}

static bool lock_is_on(const struct tt_flyway_config *config)
{
    return config->transactional_lock == TT_SAID_YES ||
           (config->transactional_lock == TT_SAID_NOTHING && config->is_there);
}

void tt_cut_flyway(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    static const struct tt_flyway_config nothing = {0};
    const struct tt_flyway_config *config = text->config ? text->config : &nothing;
    const struct sorts sorts = sort_statements(text->text);
    enum tt_said said = tt_said_of(text->settings, "executeintransaction");
    bool decided = said != TT_SAID_NOTHING || config->in_transaction == TT_SAID_NO;
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    ret_parts->opts_out = !decided && !lock_is_on(config);
    part.in_transaction = decided ? said == TT_SAID_YES : sorts.outside.end == 0;
    tt_vec_push(arena, ret_parts, part);
    if (!decided && config->mixed != TT_SAID_YES && sorts.outside.end > 0 &&
        sorts.inside.end > 0) {
        tt_vec_push(arena, &ret_parts->remarks, refused_as_mixed(sorts.outside));
    }
    if (!part.in_transaction && sorts.waiting.end > 0 && lock_is_on(config)) {
        tt_vec_push(arena, &ret_parts->remarks, waits_for_lock(sorts.waiting));
    }
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
