#include "lint/gone.h"

#include "lint/check.h"

static bool same_name(struct tt_name a, struct tt_name b)
{
    return tt_str_equal(a.schema, b.schema) && tt_str_equal(a.name, b.name);
}

static bool is_view(enum tt_object object)
{
    return object == TT_OBJECT_VIEW || object == TT_OBJECT_MATERIALIZED_VIEW;
}

/* Tables and views share their names; so do types and domains. */
static int name_space(enum tt_object object)
{
    if (is_view(object)) {
        return TT_OBJECT_TABLE;
    }
    return object == TT_OBJECT_DOMAIN ? (int)TT_OBJECT_TYPE : (int)object;
}

/* A column's name says nothing without its table's. */
static bool shares_names(const struct tt_change *later, const struct tt_change *change)
{
    return name_space(later->object) == name_space(change->object) &&
           (change->object != TT_OBJECT_COLUMN || later->relation == change->relation);
}

/*
 * What stands in for the old thing: a view for a table, a type made anew. A new
 * column or table of the name is empty, and a domain is no stand-in for a type:
 * operators tell them apart.
 */
static bool serves(const struct tt_change *made, const struct tt_change *change)
{
    switch (change->object) {
    case TT_OBJECT_TABLE:
    case TT_OBJECT_VIEW:
    case TT_OBJECT_MATERIALIZED_VIEW:
        return is_view(made->object);
    case TT_OBJECT_TYPE:
        return made->object == TT_OBJECT_TYPE;
    case TT_OBJECT_COLUMN:
        return false;
    case TT_OBJECT_SEQUENCE:
    case TT_OBJECT_CONSTRAINT:
    case TT_OBJECT_INDEX:
    case TT_OBJECT_SCHEMA:
    case TT_OBJECT_DOMAIN:
    case TT_OBJECT_ENUM_VALUE:
    case TT_OBJECT_ATTRIBUTE:
    case TT_OBJECT_FUNCTION:
    case TT_OBJECT_PROCEDURE:
    case TT_OBJECT_AGGREGATE:
    case TT_OBJECT_ROLE:
    case TT_OBJECT_DATABASE:
    case TT_OBJECT_COUNT:
        break;
    }
    return true;
}

static bool takes_name(const struct tt_change *later, const struct tt_change *change)
{
    if (later->kind == TT_CHANGE_CREATE) {
        return same_name(later->name, change->name) && serves(later, change);
    }
    return (later->kind == TT_CHANGE_RENAME || later->kind == TT_CHANGE_MOVE) &&
           same_name(later->new_name, change->name);
}

static bool gives_name_up(const struct tt_change *later, const struct tt_change *change)
{
    return (later->kind == TT_CHANGE_RENAME || later->kind == TT_CHANGE_MOVE ||
            later->kind == TT_CHANGE_DROP) &&
           same_name(later->name, change->name);
}

bool tt_name_is_back(const struct tt_migration *migration, const struct tt_change *change,
                     bool in_transaction)
{
    const struct tt_change *end = migration->changes + migration->count;
    bool back = false;
    for (const struct tt_change *later = change + 1; later < end; later++) {
        bool in_time = !in_transaction || later->transaction == change->transaction;
        if (in_time && shares_names(later, change)) {
            back = takes_name(later, change) || (back && !gives_name_up(later, change));
        }
    }
    return back;
}

/* Of functions, which may share a name, the model tells which one it is. */
static bool makes(const struct tt_change *each, const struct tt_change *change)
{
    return each->kind == TT_CHANGE_CREATE && !each->replaces && each->function &&
           each->function == change->function;
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
        if (makes(each, change)) {
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
            !is_passing_name(migration, change) && !tt_name_is_back(migration, change, true)) {
            tt_speak_of(check, change);
            say(check, change);
        }
    }
}

enum { RECENT_FILES = 3 };

unsigned tt_recent_files(const struct tt_check *check, const struct tt_change *change)
{
    const struct tt_birth *birth = change->column     ? &change->column->birth
                                   : change->relation ? &change->relation->birth
                                                      : NULL;
    unsigned age = birth && birth->file > 1 ? tt_check_age(check, *birth) : 0;
    return age <= RECENT_FILES ? age : 0;
}
