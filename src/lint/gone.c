#include "lint/gone.h"

static bool same_name(struct tt_name a, struct tt_name b)
{
    return tt_str_equal(a.schema, b.schema) && tt_str_equal(a.name, b.name);
}

/* Tables and views share their names; so do types and domains. */
static int name_space(enum tt_object object)
{
    bool relation = object == TT_OBJECT_TABLE || object == TT_OBJECT_VIEW ||
                    object == TT_OBJECT_MATERIALIZED_VIEW;
    return relation                     ? TT_OBJECT_TABLE
           : object == TT_OBJECT_DOMAIN ? TT_OBJECT_TYPE
                                        : (int)object;
}

static bool brings_back(const struct tt_change *later, const struct tt_change *change)
{
    if (later->transaction != change->transaction ||
        name_space(later->object) != name_space(change->object)) {
        return false;
    }
    /* A column's name says nothing without its table's. */
    if (change->object == TT_OBJECT_COLUMN && later->relation != change->relation) {
        return false;
    }
    if (later->kind == TT_CHANGE_CREATE) {
        return same_name(later->name, change->name);
    }
    return (later->kind == TT_CHANGE_RENAME || later->kind == TT_CHANGE_MOVE) &&
           same_name(later->new_name, change->name);
}

bool tt_name_is_back(const struct tt_migration *migration, const struct tt_change *change)
{
    const struct tt_change *end = migration->changes + migration->count;
    for (const struct tt_change *later = change + 1; later < end; later++) {
        if (brings_back(later, change)) {
            return true;
        }
    }
    return false;
}

/* The name is one that the migration itself gave a little earlier. */
static bool is_passing_name(const struct tt_migration *migration,
                            const struct tt_change *change)
{
    for (const struct tt_change *each = migration->changes; each < change; each++) {
        bool gives = each->kind == TT_CHANGE_RENAME || each->kind == TT_CHANGE_MOVE;
        if (gives && each->object == change->object && each->relation == change->relation &&
            same_name(each->new_name, change->name)) {
            return true;
        }
    }
    return false;
}

void tt_each_gone(struct tt_check *check, const struct tt_migration *migration,
                  enum tt_change_kind kind, enum tt_object object,
                  void (*say)(struct tt_check *check, const struct tt_change *change))
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind == kind && change->object == object && !change->is_new &&
            !is_passing_name(migration, change) && !tt_name_is_back(migration, change)) {
            say(check, change);
        }
    }
}
