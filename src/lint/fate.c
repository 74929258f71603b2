#include "lint/fate.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "lint/mixed.h"

static bool is_view(enum tt_object object)
{
    return object == TT_OBJECT_VIEW || object == TT_OBJECT_MATERIALIZED_VIEW;
}

static bool gives_name(const struct tt_change *change)
{
    return change->kind == TT_CHANGE_RENAME || change->kind == TT_CHANGE_MOVE;
}

static bool takes_name_away(const struct tt_change *change)
{
    return gives_name(change) || change->kind == TT_CHANGE_DROP;
}

/* Of any names, none of which runs into the next. */
static struct tt_str key_of_names(struct tt_arena *arena, enum tt_object object,
                                  const void *owner, const struct tt_str *names, size_t count)
{
    size_t len = sizeof(object) + sizeof(owner);
    for (size_t i = 0; i < count; i++) {
        len += sizeof(names[i].len) + names[i].len;
    }
    char *key = tt_take_bytes(arena, len);
    memcpy(key, &object, sizeof(object));
    memcpy(key + sizeof(object), &owner, sizeof(owner));
    char *at = key + sizeof(object) + sizeof(owner);
    for (size_t i = 0; i < count; i++) {
        memcpy(at, &names[i].len, sizeof(names[i].len));
        at += sizeof(names[i].len);
        if (names[i].len > 0) {
            memcpy(at, names[i].ptr, names[i].len);
        }
        at += names[i].len;
    }
    return (struct tt_str){key, len};
}

/* A column's name says nothing without its table's, nor a label's without its type's. */
static struct tt_str key_of(struct tt_arena *arena, enum tt_object object,
                            const struct tt_change *change, struct tt_name name)
{
    bool part = object == TT_OBJECT_ENUM_VALUE || object == TT_OBJECT_ATTRIBUTE;
    struct tt_name owner = part ? change->owner : (struct tt_name){0};
    const void *table = object == TT_OBJECT_COLUMN ? change->relation : NULL;
    const struct tt_str names[] = {name.schema, owner.schema, owner.name, name.name};
    return key_of_names(arena, object, table, names, sizeof(names) / sizeof(names[0]));
}

/* All that is noted of the changes seen so far. */
struct notes {
    struct tt_arena keys;
    struct tt_map last;      /* of a name: struct last */
    struct tt_map given;     /* of a name: the change that gave it */
    struct tt_map left;      /* of a name: the last rename or move that took it away */
    struct tt_map views;     /* of a transaction and a name: the view that it made */
    struct tt_map moved;     /* of a relation: the first rename or move in its transaction */
    struct tt_map functions; /* those that were made */
    struct tt_map enums;     /* of a name: the change that took it from the one in use */
    struct tt_map dropped;   /* of a thing: a change that drops it */
};

/* --- whether names come back: from the last change to the first ------------------- */

/* Who has a name in the end, of the migration and of the transaction. */
struct last {
    bool back, back_in_transaction;
    unsigned transaction;
};

/* Tables and views share their names. */
static enum tt_object space_of(enum tt_object object)
{
    return is_view(object) ? TT_OBJECT_TABLE : object;
}

/*
 * What stands in for the old thing: a view for a table, a type made anew. A new
 * column or table of the name is empty, and a domain is no stand-in for a type:
 * operators tell them apart.
 */
static bool serves(const struct tt_change *made, enum tt_object space)
{
    if (space == TT_OBJECT_TABLE) {
        return is_view(made->object);
    }
    return space == TT_OBJECT_TYPE ? made->object == TT_OBJECT_TYPE : space != TT_OBJECT_COLUMN;
}

static void note_last(struct notes *notes, enum tt_object space, const struct tt_change *change,
                      struct tt_name name, bool back)
{
    struct tt_str key = key_of(&notes->keys, space, change, name);
    struct last *last = tt_map_get(&notes->last, key);
    if (!last) {
        last = tt_new(&notes->keys, struct last);
        last->back = back;
        tt_map_set(&notes->last, key, last);
    } else if (last->transaction == change->transaction) {
        return; /* a later change has the last word */
    }
    last->transaction = change->transaction;
    last->back_in_transaction = back;
}

static void note_in(struct notes *notes, enum tt_object space, const struct tt_change *change)
{
    if (change->kind == TT_CHANGE_CREATE && serves(change, space)) {
        note_last(notes, space, change, change->name, true);
    }
    if (gives_name(change)) {
        note_last(notes, space, change, change->new_name, true);
    }
    if (takes_name_away(change)) {
        note_last(notes, space, change, change->name, false);
    }
}

static void look_behind(struct notes *notes, const struct tt_change *change,
                        struct tt_fate *fate)
{
    enum tt_object space = space_of(change->object);
    if (takes_name_away(change)) {
        const struct last *last = tt_map_get(&notes->last,
                                             key_of(&notes->keys, space, change, change->name));
        fate->back = last && last->back;
        fate->back_in_transaction = last && last->transaction == change->transaction &&
                                    last->back_in_transaction;
    }
    note_in(notes, space, change);
    if (space == TT_OBJECT_TYPE || space == TT_OBJECT_DOMAIN) {
        note_in(notes, space == TT_OBJECT_TYPE ? TT_OBJECT_DOMAIN : TT_OBJECT_TYPE, change);
    }
}

/* --- what was before: from the first change to the last ---------------------------- */

static struct tt_str key_of_given(struct tt_arena *arena, const struct tt_change *change,
                                  struct tt_name name)
{
    const struct tt_str names[] = {name.schema, name.name};
    return key_of_names(arena, change->object, change->relation, names, 2);
}

/* Of functions, which may share a name, the model tells which one it is. */
static struct tt_str key_of_function(const struct tt_change *change)
{
    return (struct tt_str){(const char *)&change->function, sizeof(change->function)};
}

static void look_at_function(struct notes *notes, struct tt_change *change,
                             struct tt_fate *fate)
{
    if (change->function) {
        struct tt_str key = key_of_function(change);
        fate->passing = fate->passing || tt_map_get(&notes->functions, key);
        if (change->kind == TT_CHANGE_CREATE && !change->replaces) {
            tt_map_set(&notes->functions, key, change);
        }
    }
}

static void look_at_enum(struct notes *notes, struct tt_change *change, struct tt_fate *fate)
{
    if (change->object == TT_OBJECT_TYPE && change->type &&
        change->type->kind == TT_TYPE_ENUM) {
        struct tt_str key = key_of(&notes->keys, change->object, change, change->name);
        const struct tt_change *former = tt_map_get(&notes->enums, key);
        if (change->kind == TT_CHANGE_CREATE) {
            fate->former = former ? former->type : NULL;
        } else if (takes_name_away(change) && !change->is_new) {
            tt_map_set(&notes->enums, key, change);
        }
    }
}

/*
 * What takes the place of something that goes on under another name was made for that place: a
 * wider column, filled by a trigger, whose own name no application says.
 */
static void look_at_place(struct notes *notes, struct tt_change *change, struct tt_fate *fate)
{
    if (!gives_name(change)) {
        return;
    }
    enum tt_object space = space_of(change->object);
    const struct tt_change *left = tt_map_get(
        &notes->left, key_of(&notes->keys, space, change, change->new_name));
    fate->place = left && left->transaction == change->transaction ? left : NULL;
    tt_map_set(&notes->left, key_of(&notes->keys, space, change, change->name), change);
    tt_map_set(&notes->given, key_of_given(&notes->keys, change, change->new_name), change);
}

static void look_ahead(struct notes *notes, struct tt_change *change, struct tt_fate *fate)
{
    fate->passing = tt_map_get(&notes->given,
                               key_of_given(&notes->keys, change, change->name)) != NULL;
    look_at_place(notes, change, fate);
    look_at_function(notes, change, fate);
    look_at_enum(notes, change, fate);
}

/* --- columns whose table has left its name to a view -------------------------------- */

static struct tt_str key_of_view(struct tt_arena *arena, const struct tt_change *change,
                                 struct tt_name name)
{
    const struct tt_str names[] = {
        {(const char *)&change->transaction, sizeof(change->transaction)},
        name.schema,
        name.name,
    };
    return key_of_names(arena, TT_OBJECT_VIEW, NULL, names, 3);
}

static struct tt_str key_of_relation(struct tt_change *change)
{
    return (struct tt_str){(const char *)&change->relation, sizeof(change->relation)};
}

/* The name that the table had when the transaction began. */
static struct tt_name former_owner(const struct notes *notes, struct tt_change *change)
{
    const struct tt_change *moved = tt_map_get(&notes->moved, key_of_relation(change));
    return moved && moved->transaction == change->transaction ? moved->name : change->owner;
}

static void look_for_view(struct notes *notes, struct tt_change *change, struct tt_fate *fate)
{
    if (change->object == TT_OBJECT_TABLE && change->relation && gives_name(change)) {
        const struct tt_change *moved = tt_map_get(&notes->moved, key_of_relation(change));
        if (!moved || moved->transaction != change->transaction) {
            tt_map_set(&notes->moved, key_of_relation(change), change);
        }
    } else if (change->object == TT_OBJECT_COLUMN && change->relation &&
               takes_name_away(change)) {
        struct tt_name owner = former_owner(notes, change);
        const struct tt_change *view = tt_map_get(&notes->views,
                                                  key_of_view(&notes->keys, change, owner));
        bool shown = view && view->relation->exists &&
                     tt_find_column(view->relation, change->name.name);
        fate->back = fate->back || shown;
        fate->back_in_transaction = fate->back_in_transaction || shown;
    }
}

static void look_for_views(struct notes *notes, struct tt_change *changes, size_t count,
                           struct tt_fate *fates)
{
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind == TT_CHANGE_CREATE && is_view(changes[i].object)) {
            tt_map_set(&notes->views, key_of_view(&notes->keys, &changes[i], changes[i].name),
                       &changes[i]);
        }
    }
    for (size_t i = 0; notes->views.count > 0 && i < count; i++) {
        look_for_view(notes, &changes[i], &fates[i]);
    }
}

/* --- what is dropped at all --------------------------------------------------------- */

static struct tt_str key_of_thing(struct tt_arena *arena, const struct tt_change *change)
{
    const struct tt_str names[] = {change->owner.schema, change->owner.name, change->name.name};
    return key_of_names(arena, change->object, NULL, names, sizeof(names) / sizeof(names[0]));
}

static void look_for_drops(struct notes *notes, struct tt_change *changes, size_t count,
                           struct tt_fate *fates)
{
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind == TT_CHANGE_DROP) {
            tt_map_set(&notes->dropped, key_of_thing(&notes->keys, &changes[i]), &changes[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        fates[i].dropped = tt_map_get(&notes->dropped,
                                      key_of_thing(&notes->keys, &changes[i])) != NULL;
    }
}

/* Most migrations take no name away. */
static bool is_any_gone(const struct tt_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (takes_name_away(&changes[i])) {
            return true;
        }
    }
    return false;
}

struct tt_migration tt_foretell(struct tt_arena *arena, struct tt_change *changes, size_t count)
{
    struct tt_fate *fates = tt_new_array(arena, struct tt_fate, count);
    struct notes notes = {0};
    if (is_any_gone(changes, count)) {
        for (size_t i = count; i > 0; i--) {
            look_behind(&notes, &changes[i - 1], &fates[i - 1]);
        }
        for (size_t i = 0; i < count; i++) {
            look_ahead(&notes, &changes[i], &fates[i]);
        }
        look_for_views(&notes, changes, count, fates);
        look_for_drops(&notes, changes, count, fates);
    }
    struct tt_map *const maps[] = {&notes.last,  &notes.given,  &notes.left,
                                   &notes.views, &notes.moved,  &notes.functions,
                                   &notes.enums, &notes.dropped};
    for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
        tt_map_finish(maps[i]);
    }
    tt_arena_release(&notes.keys);
    struct tt_migration migration = {changes, count, fates};
    tt_find_mixed(&migration, fates);
    return migration;
}

const struct tt_fate *tt_fate_of(const struct tt_migration *migration,
                                 const struct tt_change *change)
{
    return &migration->fates[change - migration->changes];
}
