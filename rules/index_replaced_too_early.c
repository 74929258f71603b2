/**
 * # Index dropped before the one that replaces it is there
 *
 * Between the two, queries that need the index read the whole table: for as long as the
 * new one takes to build, and for good if that fails.
 *
 * Within one transaction nobody sees the table without either: the lock of DROP INDEX
 * keeps all queries waiting, of which other rules speak.
 *
 * Build the new index under another name, drop the old one, and rename the new.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id int, email text);
 * CREATE INDEX users_email ON users (email);
 * -- next migration
 * DROP INDEX CONCURRENTLY users_email;
 * CREATE INDEX CONCURRENTLY users_email ON users (email, id);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id int, email text);
 * CREATE INDEX users_email ON users (email);
 * -- next migration
 * CREATE INDEX CONCURRENTLY users_email_new ON users (email, id);
 * DROP INDEX CONCURRENTLY users_email;
 * ALTER INDEX users_email_new RENAME TO users_email;
 * ```
 */
#include "lint/rule.h"

/* Queries that use the one could use the other: it begins with the same column. */
static bool replaces(const struct tt_index *made, const struct tt_index *dropped)
{
    return made && made != dropped && made->relation == dropped->relation &&
           made->key_count > 0 && dropped->key_count > 0 &&
           made->keys[0].column == dropped->keys[0].column &&
           (made->keys[0].column || tt_str_equal(made->keys[0].name, dropped->keys[0].name));
}

/* Another index that begins so may do the work meanwhile. */
static bool is_stood_in_for(const struct tt_index *dropped, const struct tt_index *made)
{
    for (const struct tt_index *each = dropped->relation->indexes; each; each = each->next) {
        if (each != made && replaces(each, dropped)) {
            return true;
        }
    }
    return false;
}

static void report(struct tt_check *check, const struct tt_change *dropped,
                   const struct tt_change *made)
{
    struct tt_arena *arena = tt_check_arena(check);
    tt_report(
        check,
        (struct tt_says){
            .span = dropped->span,
            .certainty = TT_PROVED,
            .grows_with = dropped->relation,
            .message = tt_str_format(
                arena, "\"" TT_FMT "\" is dropped before the index that replaces it is built",
                TT_ARG(dropped->name.name)),
            .detail = TT_STR("Until that one is there, queries that need it read the whole "
                             "table; if building it fails, they go on doing so."),
            .hint = TT_STR("Build the new index first, under another name, then drop the "
                           "old one and rename the new."),
            .also = {{made->span, TT_STR("it is built here")}},
            .also_count = 1,
        });
}

/* IF EXISTS, and the same name again: what a failed attempt left behind. */
static bool is_leftover(struct tt_check *check, const struct tt_change *dropped,
                        const struct tt_change *made)
{
    static const char *const words[] = {"if"};
    return tt_str_equal(dropped->name.name, made->name.name) &&
           tt_first_of(tt_check_text(check, dropped->span), words, 1).len > 0;
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *dropped = &migration->changes[i];
        bool drops = dropped->kind == TT_CHANGE_DROP && dropped->object == TT_OBJECT_INDEX;
        if (!drops || !dropped->index || dropped->is_new) {
            continue;
        }
        for (size_t j = i + 1; j < migration->count; j++) {
            const struct tt_change *made = &migration->changes[j];
            if (made->kind == TT_CHANGE_CREATE && made->object == TT_OBJECT_INDEX &&
                made->transaction != dropped->transaction &&
                replaces(made->index, dropped->index) && !is_leftover(check, dropped, made) &&
                !is_stood_in_for(dropped->index, made->index)) {
                tt_speak_of(check, dropped);
                report(check, dropped, made);
                break;
            }
        }
    }
}

TT_RULE(index_replaced_too_early) = {
    .summary = "an index is dropped before the one that replaces it is built",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "strong_migrations:replace_index",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
