#include "model/written.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/state.h"

struct writer {
    struct tt_step *step;
    struct tt_relation *relation;
    struct tt_span span;
    TT_VEC(struct tt_written_name) names;
};

/* In the order of the text; the tree's is nearly the same. */
static void add(struct writer *writer, struct tt_span span, struct tt_written_name name)
{
    if (span.start < writer->span.start || span.end > writer->span.end ||
        span.start == span.end) {
        return;
    }
    name.start = span.start - writer->span.start;
    name.end = span.end - writer->span.start;
    tt_vec_push(&writer->step->model->arena, &writer->names, name);
    size_t at = writer->names.count - 1;
    for (; at > 0 && writer->names.items[at - 1].start > name.start; at--) {
        writer->names.items[at] = writer->names.items[at - 1];
    }
    writer->names.items[at] = name;
}

static void note_column(struct writer *writer, const struct tt_node *reference)
{
    const struct tt_node *last = tt_node_last(tt_node_get(reference, "fields"));
    const struct tt_column *column = writer->relation ? tt_find_column(writer->relation,
                                                                       tt_node_string(last))
                                                      : NULL;
    if (column) {
        const struct tt_stmt *stmt = writer->step->stmt;
        add(writer, tt_stmt_name(stmt, tt_stmt_offset(stmt, reference)),
            (struct tt_written_name){.column = column});
    }
}

static void note_type(struct writer *writer, const struct tt_node *type_name)
{
    struct tt_type type = tt_type_of(&writer->step->model->scratch, type_name);
    const struct tt_user_type *found = tt_find_type(writer->step->model, &type);
    if (found) {
        const struct tt_stmt *stmt = writer->step->stmt;
        add(writer, tt_stmt_name(stmt, tt_stmt_offset(stmt, type_name)),
            (struct tt_written_name){.type = found});
    }
}

/* nextval('s'), and whatever else names a sequence in a string of its own. */
static void note_sequence(struct writer *writer, const struct tt_node *argument)
{
    struct tt_model *model = writer->step->model;
    const struct tt_node *cast = tt_node_as(argument, "TypeCast");
    const struct tt_node *constant = tt_node_as(cast ? tt_node_get(cast, "arg") : argument,
                                                "A_Const");
    struct tt_str text = tt_node_text(tt_node_get(constant, "sval"), "sval");
    struct tt_name name = tt_name_as_written(&model->scratch, text);
    const struct tt_relation *found = name.name.len > 0 ? tt_find_relation(model, name) : NULL;
    if (found && found->kind == TT_SEQUENCE) {
        const struct tt_stmt *stmt = writer->step->stmt;
        add(writer, tt_stmt_token(stmt, tt_stmt_offset(stmt, constant)),
            (struct tt_written_name){.sequence = found});
    }
}

/* A label of the type, in a string of its own. */
static void note_label(struct writer *writer, const struct tt_type *type,
                       const struct tt_node *value)
{
    const struct tt_node *constant = tt_node_as(value, "A_Const");
    const struct tt_user_type *own = constant ? tt_find_type(writer->step->model, type) : NULL;
    const struct tt_label *label =
        own ? tt_find_label(own, tt_node_text(tt_node_get(constant, "sval"), "sval")) : NULL;
    if (label) {
        const struct tt_stmt *stmt = writer->step->stmt;
        add(writer, tt_stmt_token(stmt, tt_stmt_offset(stmt, constant)),
            (struct tt_written_name){.label = label});
    }
}

static void note_cast(struct writer *writer, const struct tt_node *cast)
{
    struct tt_type type = tt_type_of(&writer->step->model->scratch,
                                     tt_node_get(cast, "typeName"));
    note_label(writer, &type, tt_node_get(cast, "arg"));
}

/* A constant beside a column is of the column's type: state = 'open', state IN ('a', 'b'). */
static void note_compared(struct writer *writer, const struct tt_node *column,
                          const struct tt_node *value)
{
    struct tt_str name = tt_node_string(
        tt_node_last(tt_node_get(tt_node_as(column, "ColumnRef"), "fields")));
    const struct tt_column *found = name.len > 0 && writer->relation
                                        ? tt_find_column(writer->relation, name)
                                        : NULL;
    if (!found) {
        return;
    }
    note_label(writer, &found->type, value);
    const struct tt_node *each = tt_node_first(tt_node_get(tt_node_as(value, "List"), "items"));
    for (; each; each = tt_node_next(each)) {
        note_label(writer, &found->type, each);
    }
}

/* Walks the whole tree; the nesting that the parser lets through bounds the depth. */
static void visit(struct writer *writer, const struct tt_node *node)
{
    for (const struct tt_node *each = tt_node_first(node); each; each = tt_node_next(each)) {
        struct tt_str field = tt_node_field(each);
        if (tt_str_is(field, "ColumnRef")) {
            note_column(writer, each);
        } else if (tt_str_is(field, "typeName")) {
            note_type(writer, each);
        } else {
            if (tt_str_is(field, "TypeCast")) {
                note_cast(writer, each);
            } else if (tt_str_is(field, "A_Expr")) {
                note_compared(writer, tt_node_get(each, "lexpr"), tt_node_get(each, "rexpr"));
                note_compared(writer, tt_node_get(each, "rexpr"), tt_node_get(each, "lexpr"));
            } else if (tt_str_is(field, "FuncCall")) {
                note_sequence(writer, tt_node_first(tt_node_get(each, "args")));
            }
            visit(writer, each);
        }
    }
}

const struct tt_written *tt_written_of(struct tt_step *step, struct tt_relation *relation,
                                       struct tt_span span, const struct tt_node *expr)
{
    const struct tt_stmt *stmt = step->stmt;
    struct tt_str text = tt_str_slice(stmt->text, span.start - stmt->span.start,
                                      span.end - stmt->span.start);
    struct tt_str trimmed = tt_str_trim(text);
    if (trimmed.len == 0) {
        return NULL;
    }
    span.start += (size_t)(trimmed.ptr - text.ptr);
    span.end = span.start + trimmed.len;
    struct writer writer = {.step = step, .relation = relation, .span = span};
    visit(&writer, expr);
    struct tt_written *written = tt_new(&step->model->arena, struct tt_written);
    *written = (struct tt_written){
        .text = tt_str_copy(&step->model->arena, trimmed),
        .names = writer.names.items,
        .name_count = writer.names.count,
    };
    return written;
}

const struct tt_written *tt_written_in_brackets(struct tt_step *step,
                                                struct tt_relation *relation,
                                                const struct tt_node *node, const char *word,
                                                const struct tt_node *expr)
{
    struct tt_span span = tt_stmt_clause(step->stmt, node);
    if (!tt_stmt_after_word(step->stmt, span, word, &span) ||
        !tt_stmt_in_brackets(step->stmt, span, &span)) {
        return NULL;
    }
    return tt_written_of(step, relation, span, expr);
}

const struct tt_written *tt_written_value(struct tt_step *step, struct tt_relation *relation,
                                          const struct tt_node *wrapped,
                                          const struct tt_node *collation)
{
    const struct tt_stmt *stmt = step->stmt;
    const struct tt_node *node = tt_node_as(wrapped, "Constraint");
    const struct tt_node *expr = tt_node_get(node, "raw_expr");
    if (tt_node_text_is(node, "contype", "CONSTR_GENERATED")) {
        return tt_written_in_brackets(step, relation, node, "as", expr);
    }
    struct tt_span span = tt_stmt_clause(stmt, node);
    const struct tt_node *next = tt_node_as(tt_node_next(wrapped), "Constraint");
    const struct tt_node *others[] = {next, collation};
    for (size_t i = 0; i < 2; i++) {
        size_t start = others[i] ? tt_stmt_offset(stmt, others[i]) : 0;
        if (start > span.start && start < span.end) {
            span.end = start;
        }
    }
    if (!tt_stmt_after_word(stmt, span, "default", &span)) {
        return NULL;
    }
    return tt_written_of(step, relation, span, expr);
}

const struct tt_written *tt_written_nextval(struct tt_model *model,
                                            const struct tt_relation *sequence)
{
    enum { NAME_START = sizeof("nextval(") - 1, NAME_END = NAME_START + 2 };
    struct tt_written *written = tt_new(&model->arena, struct tt_written);
    struct tt_written_name *name = tt_new(&model->arena, struct tt_written_name);
    *name = (struct tt_written_name){NAME_START, NAME_END, .sequence = sequence};
    *written = (struct tt_written){TT_STR("nextval(''::regclass)"), name, 1};
    return written;
}

const struct tt_written *tt_written_as(struct tt_model *model, const struct tt_written *written,
                                       const struct tt_type *type)
{
    const struct tt_user_type *own = written && written->name_count == 0 && !type->array
                                         ? tt_find_type(model, type)
                                         : NULL;
    for (size_t i = 0; own && i < own->labels.count; i++) {
        const struct tt_label *label = own->labels.items[i];
        if (tt_str_equal(written->text, tt_quote_string(&model->scratch, label->name))) {
            struct tt_written *copy = tt_new(&model->arena, struct tt_written);
            struct tt_written_name *name = tt_new(&model->arena, struct tt_written_name);
            *name = (struct tt_written_name){.end = written->text.len, .label = label};
            *copy = (struct tt_written){written->text, name, 1};
            return copy;
        }
    }
    return written;
}

/* --- reading it back --------------------------------------------------------------- */

static struct tt_str name_now(struct tt_arena *arena, const struct tt_written_name *name)
{
    if (name->column) {
        return tt_quote(arena, name->column->name);
    }
    if (name->type) {
        return tt_display_name(arena, name->type->full);
    }
    return tt_quote_string(arena, name->label ? name->label->name
                                              : tt_display_name(arena, name->sequence->name));
}

struct tt_str tt_written_text(struct tt_arena *arena, const struct tt_written *written)
{
    struct tt_str text = TT_STR("");
    size_t at = 0;
    for (size_t i = 0; i < written->name_count; i++) {
        const struct tt_written_name *name = &written->names[i];
        text = tt_str_format(arena, TT_FMT TT_FMT TT_FMT, TT_ARG(text),
                             TT_ARG(tt_str_slice(written->text, at, name->start)),
                             TT_ARG(name_now(arena, name)));
        at = name->end;
    }
    return tt_str_format(arena, TT_FMT TT_FMT, TT_ARG(text),
                         TT_ARG(tt_str_slice(written->text, at, written->text.len)));
}
