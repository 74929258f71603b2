/*
 * Expressions as SQL wrote them. The names of columns, types and sequences in
 * them follow what they name, as they do on a server, which keeps no text.
 */
#ifndef MODEL_WRITTEN_H
#define MODEL_WRITTEN_H

#include "model/step.h"

/* One of the four, and where its name stands in the text. */
struct tt_written_name {
    size_t start;
    size_t end;
    const struct tt_column *column;
    const struct tt_user_type *type;
    const struct tt_relation *sequence; /* in a string: nextval('…') */
    const struct tt_label *label;       /* likewise */
};

struct tt_written {
    struct tt_str text;
    const struct tt_written_name *names; /* in the order of the text */
    size_t name_count;
};

/*
 * The constant that a default is, read as the column's type: a label of an enum.
 * Otherwise answers `written` itself.
 */
const struct tt_written *tt_written_as(struct tt_model *model, const struct tt_written *written,
                                       const struct tt_type *type);

/*
 * What stands at `span`, whose tree is `expr`, of which columns are those of
 * `relation` (may be NULL). Lives as long as the catalog; NULL for an empty span.
 */
const struct tt_written *tt_written_of(struct tt_step *step, struct tt_relation *relation,
                                       struct tt_span span, const struct tt_node *expr);

/* The expression in brackets behind `word` in the clause that begins at `node`. */
const struct tt_written *tt_written_in_brackets(struct tt_step *step,
                                                struct tt_relation *relation,
                                                const struct tt_node *node, const char *word,
                                                const struct tt_node *expr);

/*
 * The value of a CONSTR_DEFAULT or CONSTR_GENERATED among the constraints behind
 * a column; `collation` is the column's CollateClause, which may stand among them.
 */
const struct tt_written *tt_written_value(struct tt_step *step, struct tt_relation *relation,
                                          const struct tt_node *wrapped,
                                          const struct tt_node *collation);

/* The default of a serial column. */
const struct tt_written *tt_written_nextval(struct tt_model *model,
                                            const struct tt_relation *sequence);

/* With today's names, full where the default search_path would not find them. */
struct tt_str tt_written_text(struct tt_arena *arena, const struct tt_written *written);

#endif
