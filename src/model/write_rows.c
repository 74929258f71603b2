/* What fires when rows are written: RI_FKey_*() in ri_triggers.c, and defaults. */
#include "base/map.h"
#include "model/alter.h"
#include "model/query.h"
#include "model/state.h"

/* What a statement gives a column. */
enum given {
    GIVEN_NOTHING, /* it stays as it is, or gets its default */
    GIVEN_DEFAULT, /* DEFAULT stands there */
    GIVEN_NULL,    /* NULL stands there */
    GIVEN_SELF,    /* UPDATE t SET a = a */
    GIVEN_ANYTHING,
};

static enum given read_value(const struct tt_node *wrapped, struct tt_str column)
{
    const struct tt_node *constant = tt_node_as(wrapped, "A_Const");
    const struct tt_node *other = tt_node_as(wrapped, "ColumnRef");
    if (tt_str_is(tt_node_type(wrapped), "SetToDefault")) {
        return GIVEN_DEFAULT;
    }
    if (tt_node_flag(constant, "isnull")) {
        return GIVEN_NULL;
    }
    if (other && column.len > 0 &&
        tt_str_equal(tt_node_string(tt_node_last(tt_node_get(other, "fields"))), column)) {
        return GIVEN_SELF;
    }
    return GIVEN_ANYTHING;
}

static enum given in_set_list(const struct tt_node *targets, struct tt_str column)
{
    for (const struct tt_node *each = tt_node_first(targets); each; each = tt_node_next(each)) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        if (tt_str_equal(tt_node_text(target, "name"), column)) {
            return read_value(tt_node_get(target, "val"), column);
        }
    }
    return GIVEN_NOTHING;
}

/* Where the values of new rows come from. */
struct source {
    const struct tt_node *listed; /* the columns' names; NULL: all */
    const struct tt_node *rows;   /* of VALUES */
    long width;                   /* of a query: how many values it gives */
    bool unknown;
};

enum { AS_WIDE_AS_THE_TABLE = 1 << 20 };

static struct source source_of_insert(const struct tt_node *insert)
{
    const struct tt_node *select = tt_node_get_as(insert, "selectStmt", "SelectStmt");
    struct source source = {
        .listed = tt_node_get(insert, "cols"),
        .rows = tt_node_get(select, "valuesLists"),
        .unknown = insert == NULL,
    };
    while (tt_node_get(select, "larg")) {
        select = tt_node_get(select, "larg");
    }
    const struct tt_node *each = tt_node_first(tt_node_get(select, "targetList"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *value = tt_node_get(tt_node_as(each, "ResTarget"), "val");
        const struct tt_node *fields = tt_node_get(tt_node_as(value, "ColumnRef"), "fields");
        bool star = tt_node_as(tt_node_last(fields), "A_Star") != NULL;
        source.width += star ? AS_WIDE_AS_THE_TABLE : 1;
    }
    return source;
}

/* Where the column stands among those that the statement fills, or -1. */
static long position_of(const struct source *source, const struct tt_relation *relation,
                        const struct tt_column *column)
{
    long position = 0;
    const struct tt_node *each = tt_node_first(source->listed);
    for (; each; each = tt_node_next(each), position++) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        struct tt_str name = target ? tt_node_text(target, "name") : tt_node_string(each);
        if (tt_str_equal(name, column->name)) {
            return position;
        }
    }
    const struct tt_column *own = source->listed ? NULL : relation->columns;
    for (; own; own = own->next, position++) {
        if (own == column) {
            return position;
        }
    }
    return -1;
}

static enum given given_in_row(const struct tt_node *row, long position)
{
    const struct tt_node *item = tt_node_first(tt_node_get(tt_node_as(row, "List"), "items"));
    for (long i = 0; item && i < position; i++) {
        item = tt_node_next(item);
    }
    return item ? read_value(item, (struct tt_str){0}) : GIVEN_NOTHING;
}

/* What the column gets in new rows; some may get its default instead. */
static enum given given_by(const struct source *source, const struct tt_relation *relation,
                           const struct tt_column *column, bool *ret_default)
{
    long position = position_of(source, relation, column);
    enum given most = GIVEN_NOTHING;
    *ret_default = false;
    if (source->unknown) {
        return GIVEN_ANYTHING;
    }
    if (position < 0 || !source->rows) {
        bool given = position >= 0 && (source->listed || position < source->width);
        *ret_default = !given;
        return given ? GIVEN_ANYTHING : GIVEN_NOTHING;
    }
    const struct tt_node *row = tt_node_first(source->rows);
    for (; row; row = tt_node_next(row)) {
        enum given given = given_in_row(row, position);
        *ret_default = *ret_default || given == GIVEN_NOTHING || given == GIVEN_DEFAULT;
        most = given > most ? given : most;
    }
    return most;
}

/* --- both ends of foreign keys ----------------------------------------------------- */

static bool is_null(enum given given, const struct tt_column *column)
{
    return given == GIVEN_NULL ||
           ((given == GIVEN_NOTHING || given == GIVEN_DEFAULT) && !column->has_default);
}

static bool fires(const struct tt_constraint *key)
{
    return key->kind == TT_FOREIGN_KEY && key->enforced && !key->deferred;
}

/* RI_FKey_check() opens the referenced table, and lets go of it for a NULL. */
static void check_inserted(struct tt_step *step, const struct tt_relation *relation,
                           const struct source *source)
{
    for (const struct tt_constraint *key = relation->constraints; key; key = key->next) {
        bool looked_up = fires(key);
        for (size_t i = 0; looked_up && i < key->columns.count; i++) {
            const struct tt_column *column = key->columns.items[i];
            bool by_default = false;
            enum given given = given_by(source, relation, column, &by_default);
            looked_up = !is_null(given, column);
        }
        if (looked_up) {
            tt_take_other_lock(step, key->references, TT_LOCK_ROW_SHARE);
        }
    }
}

/* RI_FKey_fk_upd_check_required(): only when the key's columns change. */
static void check_updated(struct tt_step *step, const struct tt_relation *relation,
                          const struct tt_node *targets)
{
    for (const struct tt_constraint *key = relation->constraints; key; key = key->next) {
        bool changes = false, null = false;
        for (size_t i = 0; fires(key) && i < key->columns.count; i++) {
            const struct tt_column *column = key->columns.items[i];
            enum given given = in_set_list(targets, column->name);
            changes = changes || (given != GIVEN_NOTHING && given != GIVEN_SELF);
            null = null || (given != GIVEN_NOTHING && is_null(given, column));
        }
        if (changes && !null) {
            tt_take_other_lock(step, key->references, TT_LOCK_ROW_SHARE);
        }
    }
}

/* RI_FKey_noaction_*() look for rows FOR KEY SHARE; the others write them. */
static enum tt_lock referencing_lock(char action)
{
    return action == 'c' || action == 'n' || action == 'd' ? TT_LOCK_ROW_EXCLUSIVE
                                                           : TT_LOCK_ROW_SHARE;
}

/* `reached` holds the tables whose rows go along already: keys may lead in circles. */
static void check_deleted(struct tt_step *step, const struct tt_relation *relation,
                          struct tt_map *reached)
{
    for (struct tt_constraint *key = relation->referencing; key; key = key->next_referencing) {
        struct tt_str table = {(const char *)&key->relation, sizeof(key->relation)};
        if (!fires(key)) {
            continue;
        }
        tt_take_other_lock(step, key->relation, referencing_lock(key->on_delete));
        tt_lock_below(step, key->relation, referencing_lock(key->on_delete));
        if (key->on_delete == 'c' && !tt_map_get(reached, table)) {
            tt_map_set(reached, table, key);
            check_deleted(step, key->relation, reached);
        }
    }
}

/* RI_FKey_pk_upd_check_required(): only when the referenced columns change. */
static void check_key_updated(struct tt_step *step, const struct tt_relation *relation,
                              const struct tt_node *targets)
{
    for (const struct tt_constraint *key = relation->referencing; key;
         key = key->next_referencing) {
        bool changes = false;
        for (size_t i = 0; fires(key) && i < key->referenced.count; i++) {
            enum given given = in_set_list(targets, key->referenced.items[i]->name);
            changes = changes || (given != GIVEN_NOTHING && given != GIVEN_SELF);
        }
        if (changes) {
            tt_take_other_lock(step, key->relation, referencing_lock(key->on_update));
            tt_lock_below(step, key->relation, referencing_lock(key->on_update));
        }
    }
}

/* --- defaults ------------------------------------------------------------------------- */

static void insert_rows(struct tt_step *step, struct tt_relation *relation,
                        const struct source *source)
{
    if (!relation->filled) {
        tt_set(step->model, relation->filled, true);
    }
    check_inserted(step, relation, source);
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        bool by_default = false;
        if (each->sequence && (each->has_default || each->identity)) {
            (void)given_by(source, relation, each, &by_default);
        }
        if (by_default) {
            tt_take_other_lock(step, each->sequence, TT_LOCK_ROW_EXCLUSIVE);
        }
    }
}

void tt_copy_rows(struct tt_step *step, struct tt_relation *relation,
                  const struct tt_node *columns)
{
    struct source source = {.listed = columns, .width = AS_WIDE_AS_THE_TABLE};
    insert_rows(step, relation, &source);
}

static void update_rows(struct tt_step *step, const struct tt_relation *relation,
                        const struct tt_node *targets)
{
    check_updated(step, relation, targets);
    check_key_updated(step, relation, targets);
    for (const struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        update_rows(step, each, targets);
    }
}

static void delete_rows(struct tt_step *step, const struct tt_relation *relation)
{
    struct tt_map reached = {0};
    check_deleted(step, relation, &reached);
    tt_map_finish(&reached);
    for (const struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        delete_rows(step, each);
    }
}

static void merge_rows(struct tt_step *step, struct tt_relation *relation,
                       const struct tt_node *merge)
{
    const struct tt_node *each = tt_node_first(tt_node_get(merge, "mergeWhenClauses"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *clause = tt_node_as(each, "MergeWhenClause");
        struct tt_str command = tt_node_text(clause, "commandType");
        if (tt_str_is(command, "CMD_INSERT")) {
            struct source source = {.unknown = true};
            insert_rows(step, relation, &source);
        } else if (tt_str_is(command, "CMD_UPDATE")) {
            update_rows(step, relation, tt_node_get(clause, "targetList"));
        } else if (tt_str_is(command, "CMD_DELETE")) {
            delete_rows(step, relation);
        }
    }
}

void tt_write_rows(struct tt_step *step, struct tt_relation *relation, enum tt_write write,
                   const struct tt_node *node)
{
    const struct tt_node *conflict = tt_node_get(node, "onConflictClause");
    struct source source;
    switch (write) {
    case TT_WRITE_NOTHING:
        return;
    case TT_WRITE_INSERT:
        source = source_of_insert(node);
        insert_rows(step, relation, &source);
        if (conflict) {
            update_rows(step, relation, tt_node_get(conflict, "targetList"));
        }
        return;
    case TT_WRITE_UPDATE:
        update_rows(step, relation, tt_node_get(node, "targetList"));
        return;
    case TT_WRITE_DELETE:
        delete_rows(step, relation);
        return;
    case TT_WRITE_MERGE:
        merge_rows(step, relation, node);
        return;
    }
}
