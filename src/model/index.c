/* CREATE INDEX. */
#include "model/alter.h"
#include "model/expr.h"
#include "model/index_check.h"
#include "model/object_name.h"
#include "model/partition.h"
#include "model/state.h"
#include "model/written.h"

/* ChooseIndexColumnNames(); INCLUDEd ones count as well. */
static struct tt_str default_name(struct tt_step *step, const struct tt_index *index)
{
    struct tt_arena *arena = &step->model->arena;
    struct tt_str joined = {0};
    for (size_t i = 0; i < index->key_count + index->includes.count; i++) {
        struct tt_str name = i < index->key_count
                                 ? index->keys[i].name
                                 : index->includes.items[i - index->key_count]->name;
        joined = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(joined), i > 0 ? "_" : "",
                               TT_ARG(name));
    }
    return tt_index_name(step->model, index->relation, joined, "idx");
}

/* What stands behind a column's name, or behind the last bracket of an expression. */
static void read_key_text(struct tt_step *step, struct tt_relation *relation,
                          struct tt_index_key *key, struct tt_span span,
                          const struct tt_node *element)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_span inside = {0};
    size_t end = tt_stmt_name(stmt, span.start).end;
    if (!key->column) {
        end = tt_stmt_in_brackets(stmt, span, &inside) ? inside.end + 1 : span.end;
        struct tt_span expression = {span.start, end};
        key->expression = tt_written_of(step, relation, expression, element);
    }
    struct tt_str rest = tt_str_slice(stmt->text, end - stmt->span.start,
                                      span.end - stmt->span.start);
    key->options = tt_str_copy(&step->model->arena, tt_str_trim(rest));
}

static void read_keys(struct tt_step *step, struct tt_index *index,
                      const struct tt_node *params, struct tt_span behind_table)
{
    struct tt_model *model = step->model;
    struct tt_index_key *keys = tt_new_array(&model->arena, struct tt_index_key,
                                             tt_node_count(params));
    size_t span_count = 0, count = 0;
    const struct tt_span *spans = tt_stmt_list(&model->scratch, step->stmt, behind_table,
                                               &span_count);
    for (const struct tt_node *each = tt_node_first(params); each; each = tt_node_next(each)) {
        const struct tt_node *element = tt_node_as(each, "IndexElem");
        struct tt_str name = tt_node_text(element, "name");
        struct tt_index_key *key = &keys[count];
        key->column = name.len > 0 ? tt_need_column(model, index->relation, name) : NULL;
        key->operator_class = tt_str_copy(
            &model->arena, tt_name_of_list(tt_node_get(element, "opclass")).name);
        key->reversed = tt_node_text_is(element, "ordering", "SORTBY_DESC") ||
                        tt_node_text_is(element, "nulls_ordering", "SORTBY_NULLS_FIRST");
        key->own_collation = tt_node_count(tt_node_get(element, "collation")) > 0;
        key->name = tt_index_column_name(&model->arena, keys, count, element);
        if (count < span_count) {
            read_key_text(step, index->relation, key, spans[count], element);
        }
        index->computed = index->computed || name.len == 0;
        count++;
    }
    index->keys = keys;
    index->key_count = count;
}

static struct tt_columns read_includes(struct tt_step *step, struct tt_index *index)
{
    const struct tt_node *params = tt_node_get(step->node, "indexIncludingParams");
    struct tt_columns columns = {0};
    columns.items = tt_new_array(&step->model->arena, struct tt_column *,
                                 tt_node_count(params));
    for (const struct tt_node *each = tt_node_first(params); each; each = tt_node_next(each)) {
        struct tt_str name = tt_node_text(tt_node_as(each, "IndexElem"), "name");
        columns.items[columns.count++] = tt_need_column(step->model, index->relation, name);
    }
    return columns;
}

static struct tt_columns computed_columns(struct tt_step *step, const struct tt_index *index,
                                          const struct tt_node *params,
                                          const struct tt_node *where)
{
    struct tt_model *model = step->model;
    struct tt_columns keys = tt_expr_columns(model, index->relation, params);
    struct tt_columns tested = tt_expr_columns(model, index->relation, where);
    struct tt_columns both = {0};
    both.items = tt_new_array(&model->arena, struct tt_column *, keys.count + tested.count);
    for (size_t i = 0; i < keys.count; i++) {
        both.items[both.count++] = keys.items[i];
    }
    for (size_t i = 0; i < tested.count; i++) {
        both.items[both.count++] = tested.items[i];
    }
    return both;
}

static struct tt_index *read_index(struct tt_step *step, struct tt_relation *relation)
{
    struct tt_model *model = step->model;
    const struct tt_node *params = tt_node_get(step->node, "indexParams");
    const struct tt_node *where = tt_node_get(step->node, "whereClause");
    struct tt_span rest = step->stmt->span;
    rest.start = tt_stmt_offset(step->stmt, tt_node_get(step->node, "relation"));
    struct tt_index *index = tt_new(&model->arena, struct tt_index);
    index->relation = relation;
    index->unique = tt_node_flag(step->node, "unique");
    index->nulls_not_distinct = tt_node_flag(step->node, "nulls_not_distinct");
    index->method = tt_str_copy(&model->arena, tt_node_text(step->node, "accessMethod"));
    index->computed = where != NULL;
    read_keys(step, index, params, rest);
    index->includes = read_includes(step, index);
    index->expression_columns = computed_columns(step, index, params, where);
    if (where && tt_stmt_after_word(step->stmt, rest, "where", &rest)) {
        index->predicate = tt_written_of(step, relation, rest, where);
    }
    return index;
}

static struct tt_index *make_index(struct tt_step *step, struct tt_relation *relation)
{
    const struct tt_index *read = read_index(step, relation);
    struct tt_name name = {relation->name.schema, tt_node_text(step->node, "idxname")};
    if (name.name.len == 0) {
        name.name = default_name(step, read);
    }
    struct tt_index *index = tt_make_index(step->model, relation, name);
    struct tt_index made = *index;
    *index = *read;
    index->name = made.name;
    index->birth = made.birth;
    index->next = made.next;
    index->valid = true;
    return index;
}

static void build(struct tt_step *step, struct tt_relation *relation, struct tt_index *index)
{
    bool concurrently = tt_node_flag(step->node, "concurrent");
    bool only = !tt_node_flag(tt_node_get(step->node, "relation"), "inh");
    if (relation->kind != TT_PARTITIONED_TABLE) {
        struct tt_work *work = tt_add_work(step, TT_WORK_INDEX_BUILD, TT_CAUSE_CREATE_INDEX,
                                           relation);
        work->index = index;
        work->concurrently = concurrently;
        if (index->unique) {
            tt_add_risk(step, "23505", relation, TT_STR("rows may be equal in its columns"));
        }
    } else if (concurrently) {
        tt_refused(step, relation, "0A000",
                   "a partitioned table has no index of its own to build concurrently");
    } else if (!only) {
        struct tt_work like = {.kind = TT_WORK_INDEX_BUILD,
                               .cause = TT_CAUSE_CREATE_INDEX,
                               .span = step->part,
                               .certainty = TT_PROVED};
        tt_lock_below(step, relation, TT_LOCK_SHARE); /* ProcessUtilitySlow() */
        tt_index_partitions(step, relation, index, like);
    } else {
        index->valid = !relation->children; /* until partitions' indexes are attached */
    }
}

void tt_step_create_index(struct tt_step *step)
{
    struct tt_model *model = step->model;
    bool concurrently = tt_node_flag(step->node, "concurrent");
    struct tt_relation *relation = tt_need_relation(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    struct tt_name name = {relation->name.schema, tt_node_text(step->node, "idxname")};
    step->outcome->refused_in_block = concurrently;
    tt_take_lock(step, relation, concurrently ? TT_LOCK_SHARE_UPDATE_EXCLUSIVE : TT_LOCK_SHARE);
    if (!tt_check_index(step, relation)) {
        return;
    }
    if (name.name.len > 0 && tt_relation_name_taken(model, name)) {
        if (!tt_node_flag(step->node, "if_not_exists")) {
            tt_refused(step, relation, "42P07", "there is a relation \"" TT_FMT "\" already",
                       TT_ARG(name.name));
        }
        return;
    }
    size_t count = tt_node_count(tt_node_get(step->node, "indexParams")) +
                   tt_node_count(tt_node_get(step->node, "indexIncludingParams"));
    if (tt_refuse_keys(step, relation, count)) {
        return;
    }
    struct tt_index *index = make_index(step, relation);
    struct tt_change *change = tt_add_change(step, TT_CHANGE_CREATE, TT_OBJECT_INDEX, relation);
    change->name = index->name;
    change->index = index;
    change->concurrently = concurrently;
    change->if_not_exists = tt_node_flag(step->node, "if_not_exists");
    if (relation->kind == TT_PARTITIONED_TABLE) {
        tt_check_partition_key(step, relation, index);
    }
    build(step, relation, index);
}

/* validatePartitionedIndex(): valid once every partition has one attached that is. */
static void validate_partitioned(struct tt_model *model, struct tt_index *index)
{
    bool whole = true;
    const struct tt_relation *child = index->relation->children;
    for (; child && whole; child = child->next_sibling) {
        const struct tt_index *own = child->indexes;
        while (own && !(own->parent == index && own->valid)) {
            own = own->next;
        }
        whole = own != NULL;
    }
    if (whole && !index->valid) {
        tt_set(model, index->valid, true);
        if (index->parent) {
            validate_partitioned(model, index->parent);
        }
    }
}

/* ATExecAttachPartitionIdx() in tablecmds.c. */
void tt_attach_index(struct tt_step *step)
{
    struct tt_model *model = step->model;
    const struct tt_node *part = tt_node_get_as(
        tt_node_as(tt_node_first(tt_node_get(step->node, "cmds")), "AlterTableCmd"), "def",
        "PartitionCmd");
    struct tt_index *parent = tt_find_index(
        model, tt_name_of_relation(tt_node_get(step->node, "relation")));
    struct tt_index *child = tt_find_index(model,
                                           tt_name_of_relation(tt_node_get(part, "name")));
    if (parent && child && part) {
        tt_set(model, child->parent, parent);
        if (child->constraint && parent->constraint) {
            tt_set(model, child->constraint->inherited, true);
        }
        validate_partitioned(model, parent);
    }
}

/* is_usable_unique_index() in matview.c. */
bool tt_has_plain_unique_index(const struct tt_relation *relation)
{
    for (const struct tt_index *each = relation->indexes; each; each = each->next) {
        if (each->unique && each->valid && !each->computed) {
            return true;
        }
    }
    return false;
}
