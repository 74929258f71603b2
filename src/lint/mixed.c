#include "lint/mixed.h"

#include "lint/fate.h"

/* What applications name in their queries; indexes, constraints and partitions they don't. */
static bool is_used_by_name(const struct tt_change *change)
{
    enum tt_object object = change->object;
    return !change->is_partition &&
           (object == TT_OBJECT_TABLE || object == TT_OBJECT_COLUMN ||
            object == TT_OBJECT_VIEW || object == TT_OBJECT_MATERIALIZED_VIEW);
}

bool tt_is_additive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool needed = is_used_by_name(change) || change->object == TT_OBJECT_ENUM_VALUE;
    bool of_new_table = change->object == TT_OBJECT_COLUMN && change->is_new;
    bool temporary = change->relation && change->relation->temporary;
    return change->kind == TT_CHANGE_CREATE && needed && !temporary && !of_new_table &&
           !change->replaces && !tt_fate_of(migration, change)->dropped;
}

bool tt_is_destructive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool used = is_used_by_name(change) || change->object == TT_OBJECT_SCHEMA;
    return change->kind == TT_CHANGE_DROP && used && !change->is_new && !change->if_exists &&
           !tt_fate_of(migration, change)->back;
}

const struct tt_change *tt_find_side(const struct tt_migration *migration, tt_side_fn *is)
{
    for (size_t i = 0; i < migration->count; i++) {
        if (is(migration, &migration->changes[i])) {
            return &migration->changes[i];
        }
    }
    return NULL;
}
