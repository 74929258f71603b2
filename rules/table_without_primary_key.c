/**
 * # Table without a primary key
 *
 * Nothing tells its rows apart: logical replication can't follow updates and
 * deletes, and a row that was written twice can't be removed by its values.
 * Partitions, children and temporary tables are exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE logs (at timestamptz, line text);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text);
 * ```
 */
#include "lint/rule.h"

static bool lacks_key(const struct tt_relation *relation)
{
    bool table = relation->kind == TT_TABLE || relation->kind == TT_PARTITIONED_TABLE;
    const struct tt_constraint *each = relation->constraints;
    while (each && each->kind != TT_PRIMARY_KEY) {
        each = each->next;
    }
    return table && relation->exists && !relation->temporary && !relation->parent && !each;
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind != TT_CHANGE_CREATE || change->object != TT_OBJECT_TABLE ||
            !lacks_key(change->relation)) {
            continue;
        }
        tt_speak_of(check, change);
        struct tt_says says = tt_about_change(change);
        says.message = tt_str_format(tt_check_arena(check),
                                     "table \"" TT_FMT "\" has no primary key",
                                     TT_ARG(tt_say_name(check, change->name)));
        says.detail = TT_STR("Nothing tells its rows apart, and logical replication "
                             "can't follow its updates and deletes.");
        says.hint = TT_STR("Give it one: id bigint GENERATED ALWAYS AS IDENTITY "
                           "PRIMARY KEY.");
        tt_report(check, says);
    }
}

TT_RULE(table_without_primary_key) = {
    .summary = "a table that no primary key is given",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_migration = on_migration,
};
