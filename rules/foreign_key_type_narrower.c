/**
 * # Foreign key whose column can't hold every key
 *
 * An integer column may refer to a bigint key: PostgreSQL compares the two. It goes
 * well until the key passes 2,147,483,647; from then on no row can refer to a new one
 * (SQLSTATE 22003), and making the column wider rewrites the table.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * CREATE TABLE notes (user_id int REFERENCES users (id));
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * CREATE TABLE notes (user_id bigint REFERENCES users (id));
 * ```
 */
#include "lint/rule.h"

/* How wide an integer is; 0 for any other type. */
static unsigned width_of(const struct tt_type *type)
{
    static const struct {
        const char *name;
        unsigned width;
    } widths[] = {{"int2", 2}, {"int4", 4}, {"int8", 8}};
    for (size_t i = 0; type->builtin && !type->array && i < sizeof(widths) / sizeof(widths[0]);
         i++) {
        if (tt_str_is(type->name, widths[i].name)) {
            return widths[i].width;
        }
    }
    return 0;
}

/* The first column that is narrower than the one it refers to; the key's count if none is. */
static size_t find_narrower(const struct tt_constraint *key)
{
    size_t i = 0;
    while (i < key->columns.count) {
        unsigned own = width_of(&key->columns.items[i]->type);
        unsigned other = i < key->referenced.count ? width_of(&key->referenced.items[i]->type)
                                                   : 0;
        if (own > 0 && own < other) {
            return i;
        }
        i++;
    }
    return i;
}

static void report(struct tt_check *check, const struct tt_change *change,
                   const struct tt_constraint *key)
{
    struct tt_arena *arena = tt_check_arena(check);
    size_t at = find_narrower(key);
    if (key->kind != TT_FOREIGN_KEY || key->inherited || at == key->columns.count) {
        return;
    }
    const struct tt_column *own = key->columns.items[at], *other = key->referenced.items[at];
    struct tt_says says = tt_about_change(change);
    says.certainty = TT_PROVED;
    says.message = tt_str_format(
        arena,
        "\"" TT_FMT "\" of \"" TT_FMT "\" is " TT_FMT " and refers to a key of type " TT_FMT,
        TT_ARG(own->name), TT_ARG(tt_say_name(check, key->relation->name)),
        TT_ARG(tt_type_format(arena, &own->type)), TT_ARG(tt_type_format(arena, &other->type)));
    says.detail = TT_STR("Once the key has outgrown it, no row can refer to a new one "
                         "(SQLSTATE 22003), and widening the column rewrites the "
                         "table.");
    says.hint = tt_str_format(arena, "Make the column a " TT_FMT " while that is cheap.",
                              TT_ARG(tt_type_format(arena, &other->type)));
    tt_report(check, says);
}

static void on_migration(struct tt_check *check, const struct tt_migration *migration)
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        if (change->kind != TT_CHANGE_CREATE || !change->relation ||
            !change->relation->exists) {
            continue;
        }
        tt_speak_of(check, change);
        if (change->object == TT_OBJECT_CONSTRAINT) {
            report(check, change, change->constraint);
        }
        const struct tt_constraint *each = change->object == TT_OBJECT_TABLE
                                               ? change->relation->constraints
                                               : NULL;
        for (; each; each = each->next) {
            if (each->birth.transaction == change->transaction) {
                report(check, change, each);
            }
        }
    }
}

TT_RULE(foreign_key_type_narrower) = {
    .summary = "a foreign key's column is a narrower integer than the key it refers to",
    .family = TT_FAMILY_DATA,
    .since = "0.1.0",
    .severity = TT_WARNING,
    .on_migration = on_migration,
};
