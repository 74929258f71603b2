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
 * What the migration itself makes and drops again is exempt; so are partitions,
 * and what is replaced: a view that is dropped and made anew, a table whose name
 * another one takes over. So are a column added to one table and one dropped from
 * another, for which column-dropped speaks.
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
#include "lint/mixed.h"

static const struct tt_change *find_dropped(const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        if (tt_fate_of(migration, &migration->changes[i])->mixed_with) {
            return &migration->changes[i];
        }
    }
    return NULL;
}

/* All that is added, and all that is dropped but `told`, as far as there is room. */
static void add_places(struct tt_check *check, struct tt_says *says,
                       const struct tt_migration *migration, const struct tt_change *told)
{
    for (size_t i = 0; i < migration->count && says->also_count < TT_ALSO_MAX; i++) {
        const struct tt_change *change = &migration->changes[i];
        bool added = tt_is_additive(migration, change);
        if (added || (change != told && tt_fate_of(migration, change)->mixed_with)) {
            tt_speak_of(check, change);
            says->also[says->also_count++] = (struct tt_says_also){
                change->span,
                tt_str_format(tt_check_arena(check), TT_FMT " is %s here",
                              TT_ARG(tt_say_thing(check, change)), added ? "added" : "dropped"),
            };
        }
    }
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    const struct tt_change *dropped = find_dropped(migration);
    if (!dropped) {
        return;
    }
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_change *added = tt_fate_of(migration, dropped)->mixed_with;
    tt_speak_of(check, added);
    struct tt_str new_thing = tt_say_thing(check, added);
    tt_speak_of(check, dropped);
    struct tt_str old_thing = tt_say_thing(check, dropped);
    struct tt_says says = {
        .span = dropped->span,
        .certainty = dropped->certainty,
        .message = tt_str_format(arena, "one migration adds " TT_FMT " and drops " TT_FMT,
                                 TT_ARG(new_thing), TT_ARG(old_thing)),
        .detail = TT_STR(
            "The new version of the application needs the one before it starts; the "
            "old version needs the other until it has stopped. No moment of a "
            "deploy is right for both."),
        .hint = tt_str_format(arena,
                              "Keep what is added here, and drop " TT_FMT
                              " in a migration of a later release.",
                              TT_ARG(old_thing)),
    };
    add_places(check, &says, migration, dropped);
    tt_report(check, says);
}

TT_RULE(expand_and_contract_mixed) = {
    .summary = "additive and destructive changes in one migration",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
