/*
 * The CHECK that DETACH PARTITION … CONCURRENTLY leaves in the place of a bound:
 * DetachAddConstraintIfNeeded() in tablecmds.c.
 */
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "model/object_name.h"
#include "model/partition.h"
#include "model/partition_bound.h"
#include "model/state.h"
#include "model/written.h"

struct writer {
    struct tt_model *model;
    const struct tt_relation *child; /* whose columns are said */
    TT_VEC(char) text;
    TT_VEC(struct tt_written_name) names;
    TT_VEC(struct tt_column *) columns; /* each once */
    TT_VEC(struct tt_column *) not_null;
    bool complete; /* otherwise the text lacks something */
};

static void write_text(struct writer *writer, struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        tt_vec_push(&writer->model->arena, &writer->text, text.ptr[i]);
    }
}

static void note_column(struct writer *writer, struct tt_column *column)
{
    for (size_t i = 0; i < writer->columns.count; i++) {
        if (writer->columns.items[i] == column) {
            return;
        }
    }
    tt_vec_push(&writer->model->arena, &writer->columns, column);
}

static struct tt_column *write_column(struct writer *writer, const struct tt_column *of_parent)
{
    struct tt_column *column = tt_find_column(writer->child, of_parent->name);
    size_t start = writer->text.count;
    if (!column) {
        writer->complete = false;
        return NULL;
    }
    note_column(writer, column);
    write_text(writer, column->name);
    tt_vec_push(
        &writer->model->arena, &writer->names,
        (struct tt_written_name){.start = start, .end = writer->text.count, .column = column});
    return column;
}

static void write_null_test(struct writer *writer, const struct tt_test *test)
{
    struct tt_column *column = write_column(writer, test->column);
    bool is_null = test->kind == TT_TEST_NULL;
    write_text(writer, is_null ? TT_STR(" IS NULL") : TT_STR(" IS NOT NULL"));
    if (column && !is_null) {
        tt_vec_push(&writer->model->arena, &writer->not_null, column);
    }
}

static void write_string(struct writer *writer, struct tt_str text)
{
    write_text(writer, tt_quote_string(&writer->model->arena, text));
}

/* '{"a","b"}' */
static void write_array(struct writer *writer, const struct tt_test *test)
{
    struct tt_arena *arena = &writer->model->arena;
    TT_VEC(char) array = {0};
    tt_vec_push(arena, &array, '{');
    for (size_t i = 0; i < test->count; i++) {
        struct tt_str value = test->parts[i]->value;
        if (i > 0) {
            tt_vec_push(arena, &array, ',');
        }
        tt_vec_push(arena, &array, '"');
        for (size_t j = 0; j < value.len; j++) {
            if (value.ptr[j] == '"' || value.ptr[j] == '\\') {
                tt_vec_push(arena, &array, '\\');
            }
            tt_vec_push(arena, &array, value.ptr[j]);
        }
        tt_vec_push(arena, &array, '"');
    }
    tt_vec_push(arena, &array, '}');
    write_string(writer, (struct tt_str){array.items, array.count});
}

static void write_test(struct writer *writer, const struct tt_test *test, bool in_brackets);

static bool is_choice(const struct tt_test *test)
{
    bool choice = test->count > 1;
    for (size_t i = 0; choice && i < test->count; i++) {
        const struct tt_test *part = test->parts[i];
        choice = part->kind == TT_TEST_COMPARE && part->comparison == TT_EQUAL &&
                 part->column == test->parts[0]->column;
    }
    return choice;
}

static void write_joined(struct writer *writer, const struct tt_test *test, const char *word,
                         bool in_brackets)
{
    write_text(writer, in_brackets ? TT_STR("(") : TT_STR(""));
    bool first = true;
    for (size_t i = 0; i < test->count; i++) {
        const struct tt_test *part = test->parts[i];
        bool says_nothing = part->kind == TT_TEST_ALL && part->count == 0;
        if (!says_nothing) {
            write_text(writer, first ? TT_STR("") : tt_str_from(word));
            write_test(writer, part, part->kind != test->kind);
            first = false;
        }
    }
    write_text(writer, in_brackets ? TT_STR(")") : TT_STR(""));
}

static void write_test(struct writer *writer, const struct tt_test *test, bool in_brackets)
{
    static const char *const operators[] = {
        [TT_LESS] = " < ",           [TT_LESS_EQUAL] = " <= ", [TT_EQUAL] = " = ",
        [TT_GREATER_EQUAL] = " >= ", [TT_GREATER] = " > ",     [TT_UNEQUAL] = " <> ",
    };
    switch (test->kind) {
    case TT_TEST_ALL:
        write_joined(writer, test, " AND ", in_brackets && test->count > 1);
        break;
    case TT_TEST_ANY:
        if (is_choice(test)) {
            (void)write_column(writer, test->parts[0]->column);
            write_text(writer, TT_STR(" = ANY ("));
            write_array(writer, test);
            write_text(writer, TT_STR(")"));
        } else {
            write_joined(writer, test, " OR ", in_brackets && test->count > 1);
        }
        break;
    case TT_TEST_COMPARE:
        (void)write_column(writer, test->column);
        write_text(writer, tt_str_from(operators[test->comparison]));
        write_string(writer, test->value);
        break;
    case TT_TEST_NULL:
    case TT_TEST_NOT_NULL:
        write_null_test(writer, test);
        break;
    case TT_TEST_OTHER:
        writer->complete = false;
        break;
    }
}

/* The bounds of its ancestors come first. An expression's are not written out. */
static void write_bounds(struct writer *writer, const struct tt_relation *parent,
                         const struct tt_bound *bound)
{
    if (parent->is_partition && parent->parent) {
        write_bounds(writer, parent->parent, parent->bound);
        write_text(writer, TT_STR(" AND "));
    }
    write_test(writer, tt_bound_test(writer->model, parent, bound), false);
    for (size_t i = 0; i < parent->partition_key.count; i++) {
        const struct tt_written *expression = parent->partition_key.items[i]
                                                  ? NULL
                                                  : parent->partition_expressions[i];
        for (size_t j = 0; expression && j < expression->name_count; j++) {
            const struct tt_column *named = expression->names[j].column;
            struct tt_column *own = named ? tt_find_column(writer->child, named->name) : NULL;
            if (own) {
                note_column(writer, own);
            }
        }
    }
}

static const struct tt_written *written_by(const struct writer *writer)
{
    struct tt_written *written = tt_new(&writer->model->arena, struct tt_written);
    *written = (struct tt_written){
        .text = {writer->text.items, writer->text.count},
        .names = writer->names.items,
        .name_count = writer->names.count,
    };
    return writer->complete ? written : NULL;
}

static void hand_down(struct tt_model *model, struct tt_relation *relation,
                      const struct tt_constraint *check)
{
    for (struct tt_relation *each = relation->children; each; each = each->next_sibling) {
        if (!tt_find_constraint(each, check->name)) {
            (void)tt_inherit_constraint(model, each, check);
        }
        hand_down(model, each, check);
    }
}

void tt_keep_bound(struct tt_step *step, struct tt_relation *child, struct tt_relation *parent,
                   const struct tt_test *claim)
{
    struct tt_model *model = step->model;
    struct writer writer = {.model = model, .child = child, .complete = true};
    if (!child->bound || parent->strategy == TT_PARTITION_BY_HASH ||
        tt_rows_meet(model, child, claim)) {
        return;
    }
    write_bounds(&writer, parent, child->bound);
    struct tt_columns columns = {writer.columns.items, writer.columns.count};
    struct tt_str joined = columns.count == 1 ? columns.items[0]->name : (struct tt_str){0};
    struct tt_constraint *check = tt_make_constraint(
        model, child, TT_CHECK, tt_constraint_name(model, child, joined, "check"));
    check->columns = columns;
    check->proven_not_null = (struct tt_columns){writer.not_null.items, writer.not_null.count};
    check->test = claim;
    check->written = written_by(&writer);
    check->validated = check->enforced = true;
    hand_down(model, child, check);
}
