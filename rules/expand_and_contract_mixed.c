/**
 * # Additive and destructive changes in one migration
 *
 * A new table, column, view or enum value must be there before the new version
 * of the application starts. An old one may go only after the last instance
 * of the old version has stopped. One migration can't be on both sides of the
 * deploy: run before it, the drop breaks the old version; run after it, the new
 * version has started without what it needs.
 *
 * Split it: the additive part now, the destructive part in a later release.
 *
 * What the migration itself makes and drops again is exempt, and so is a view
 * that is dropped and made anew in one transaction.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN full_name text;
 * ALTER TABLE users DROP COLUMN first_name;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN full_name text;
 * ```
 *
 * In a later release:
 *
 * ```sql
 * ALTER TABLE users DROP COLUMN first_name;
 * ```
 */
#include "lint/gone.h"

/* What applications name in their queries; indexes and constraints they don't. */
static bool is_used_by_name(enum tt_object object)
{
    return object == TT_OBJECT_TABLE || object == TT_OBJECT_COLUMN ||
           object == TT_OBJECT_VIEW || object == TT_OBJECT_MATERIALIZED_VIEW;
}

static bool is_view(const struct tt_change *change)
{
    return change->object == TT_OBJECT_VIEW || change->object == TT_OBJECT_MATERIALIZED_VIEW;
}

/* A view that is dropped and made anew; a table or column would lose its data. */
static bool replaces_view(const struct tt_migration *migration, const struct tt_change *change)
{
    for (const struct tt_change *each = migration->changes; each < change; each++) {
        if (each->kind == TT_CHANGE_DROP && is_view(each) &&
            tt_str_equal(each->name.schema, change->name.schema) &&
            tt_str_equal(each->name.name, change->name.name)) {
            return true;
        }
    }
    return false;
}

static bool is_additive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool needed = is_used_by_name(change->object) || change->object == TT_OBJECT_ENUM_VALUE;
    bool of_new_table = change->object == TT_OBJECT_COLUMN && change->is_new;
    bool temporary = change->relation && change->relation->temporary;
    return change->kind == TT_CHANGE_CREATE && needed && !temporary && !of_new_table &&
           !(is_view(change) && replaces_view(migration, change));
}

static bool is_destructive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool used = is_used_by_name(change->object) || change->object == TT_OBJECT_SCHEMA;
    return change->kind == TT_CHANGE_DROP && used && !change->is_new && !change->if_exists &&
           !(is_view(change) && tt_name_is_back(migration, change));
}

static struct tt_str describe(struct tt_arena *arena, const struct tt_change *change)
{
    struct tt_str owner = tt_say_name(arena, change->owner);
    if (change->object == TT_OBJECT_COLUMN) {
        return tt_str_format(arena, "column \"" TT_FMT "\" of \"" TT_FMT "\"",
                             TT_ARG(change->name.name), TT_ARG(owner));
    }
    if (change->object == TT_OBJECT_ENUM_VALUE) {
        return tt_str_format(arena, "value \"" TT_FMT "\" of enum \"" TT_FMT "\"",
                             TT_ARG(change->name.name), TT_ARG(owner));
    }
    return tt_str_format(arena, "%s \"" TT_FMT "\"", tt_object_word(change->object),
                         TT_ARG(tt_say_name(arena, change->name)));
}

static const struct tt_change *find(const struct tt_migration *migration,
                                    bool (*is)(const struct tt_migration *migration,
                                               const struct tt_change *change))
{
    for (size_t i = 0; i < migration->count; i++) {
        if (is(migration, &migration->changes[i])) {
            return &migration->changes[i];
        }
    }
    return NULL;
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    const struct tt_change *added = find(migration, is_additive);
    const struct tt_change *dropped = find(migration, is_destructive);
    if (!added || !dropped) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str new_thing = describe(arena, added), old_thing = describe(arena, dropped);
    tt_report(
        check,
        (struct tt_says){
            .span = dropped->span,
            .certainty = dropped->certainty,
            .message = tt_str_format(arena, "one migration adds " TT_FMT " and drops " TT_FMT,
                                     TT_ARG(new_thing), TT_ARG(old_thing)),
            .detail = TT_STR("The new version of the application needs the one before it "
                             "starts; the old version needs the other until it has "
                             "stopped. No moment of a deploy is right for both."),
            .hint = tt_str_format(arena,
                                  "Keep what is added here, and drop " TT_FMT
                                  " in a migration of a later release.",
                                  TT_ARG(old_thing)),
            .also = {{added->span,
                      tt_str_format(arena, TT_FMT " is added here", TT_ARG(new_thing))}},
            .also_count = 1,
        });
}

TT_RULE(expand_and_contract_mixed) = {
    .summary = "additive and destructive changes in one migration",
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
