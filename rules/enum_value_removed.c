/**
 * # Enum value removed by making the type anew
 *
 * PostgreSQL can't drop a value of an enum, so the type is renamed or dropped, made anew
 * without the value, and columns are moved over. Casts that name the value fail from
 * COMMIT on (SQLSTATE 22P02), and so does the move itself while a row holds it. The
 * version still running may write it until it has stopped.
 *
 * Stop writing the value in one release, change the rows that hold it, and remove it in
 * a later one; or leave it where it is, which costs nothing.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TYPE mood AS ENUM ('sad', 'ok', 'meh');
 * -- next migration
 * BEGIN;
 * ALTER TYPE mood RENAME TO mood_old;
 * CREATE TYPE mood AS ENUM ('sad', 'ok');
 * DROP TYPE mood_old;
 * COMMIT;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TYPE mood AS ENUM ('sad', 'ok');
 * -- next migration
 * ALTER TYPE mood ADD VALUE 'happy';
 * ```
 */
#include "lint/fate.h"

static struct tt_str name_missing(struct tt_check *check, const struct tt_user_type *former,
                                  const struct tt_user_type *type)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str names = TT_STR("");
    for (size_t i = 0; i < former->labels.count; i++) {
        struct tt_str label = former->labels.items[i]->name;
        if (!tt_find_label(type, label)) {
            names = tt_str_format(arena, TT_FMT "%s\"" TT_FMT "\"", TT_ARG(names),
                                  names.len > 0 ? ", " : "", TT_ARG(label));
        }
    }
    return names;
}

static void report(struct tt_check *check, const struct tt_change *change, struct tt_str names)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.message = tt_str_format(arena, "enum \"" TT_FMT "\" is made anew without " TT_FMT,
                                 TT_ARG(tt_say_name(check, change->name)), TT_ARG(names));
    says.detail = TT_STR("Whoever still says the value fails with SQLSTATE 22P02, and so "
                         "does moving a column over while a row holds it.");
    says.hint = TT_STR("Stop writing the value in one release, change the rows that "
                       "hold it, and remove it in a later one; or keep it.");
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        const struct tt_user_type *former = tt_fate_of(migration, change)->former;
        struct tt_str names = former ? name_missing(check, former, change->type) : TT_STR("");
        if (names.len > 0) {
            tt_speak_of(check, change);
            report(check, change, names);
        }
    }
}

TT_RULE(enum_value_removed) = {
    .summary = "an enum is made anew without a value that it had",
    .family = TT_FAMILY_COMPATIBILITY,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
