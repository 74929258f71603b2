/* Columns whose values are, or hold, values of a type that a migration made. */
#ifndef MODEL_TYPE_USE_H
#define MODEL_TYPE_USE_H

#include "model/step.h"

struct tt_type_user {
    struct tt_relation *relation;
    struct tt_column *column;
    bool inside; /* of an array, a composite or a range: not the value itself */
    size_t next; /* where to go on */
};

/*
 * find_composite_type_dependencies() and get_rels_with_domain(): columns of
 * tables and materialized views. Start from {0}; false behind the last.
 */
bool tt_next_type_user(struct tt_model *model, const struct tt_user_type *type,
                       struct tt_type_user *user);

/* What ADD, DROP and ALTER ATTRIBUTE do to a table of the type. */
void tt_alter_like_type(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_node *command);
/* The columns of CREATE TABLE … OF. */
void tt_columns_of_type(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_node *type_name);
#endif
