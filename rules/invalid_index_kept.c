/**
 * # IF NOT EXISTS that may keep an invalid index
 *
 * When CREATE INDEX CONCURRENTLY fails, it leaves an INVALID index behind: one that
 * is kept up to date and answers no query, and for a UNIQUE one guards nothing. On the
 * next try IF NOT EXISTS finds the name taken and is content.
 *
 * Leave IF NOT EXISTS out, and drop what a failed attempt left behind first.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * DROP INDEX CONCURRENTLY IF EXISTS users_email;
 * CREATE INDEX CONCURRENTLY users_email ON users (email);
 * ```
 */
#include "lint/rule.h"

static bool is_dropped_before(const struct tt_migration *migration,
                              const struct tt_change *change)
{
    for (const struct tt_change *each = migration->changes; each < change; each++) {
        if (each->kind == TT_CHANGE_DROP && each->object == TT_OBJECT_INDEX &&
            tt_str_equal(each->name.name, change->name.name)) {
            return true;
        }
    }
    return false;
}

static void report(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = tt_about_change(change);
    says.message = tt_str_format(
        arena, "IF NOT EXISTS keeps an invalid index \"" TT_FMT "\" of a failed attempt",
        TT_ARG(change->name.name));
    says.detail = TT_STR("CREATE INDEX CONCURRENTLY leaves an INVALID index behind when it "
                         "fails. The next run finds the name taken and goes on, with an "
                         "index that answers no query.");
    says.hint = tt_str_format(
        arena,
        "Drop what a failed attempt left behind, and build it anew:\n"
        "DROP INDEX CONCURRENTLY IF EXISTS " TT_FMT ";\n" TT_FMT ";",
        TT_ARG(tt_sql_name(check, change->name)),
        TT_ARG(tt_without_if_exists(arena, tt_check_text(check, change->span))));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_INDEX &&
            change->concurrently && change->if_not_exists &&
            !is_dropped_before(migration, change)) {
            tt_speak_of(check, change);
            report(check, change);
        }
    }
}

TT_RULE(invalid_index_kept) = {
    .summary = "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index",
    .family = TT_FAMILY_TRANSACTIONS,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
