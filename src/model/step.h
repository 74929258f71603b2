/* For the files of the model that follow one kind of statement. */
#ifndef MODEL_STEP_H
#define MODEL_STEP_H

#include "model/cast.h"
#include "model/model.h"
#include "model/undo.h"
#include "sql/node.h"

/* One statement on its way through the model. */
struct tt_step {
    struct tt_model *model;
    const struct tt_stmt *stmt;
    const struct tt_node *node; /* the statement's */
    struct tt_span part;        /* that is being followed; of most statements, all of it */
    enum tt_lock mode;          /* of ALTER TABLE: the one that all its parts agree on */
    bool only;                  /* likewise: it said ONLY */
    struct tt_outcome *outcome;
};

typedef void tt_step_fn(struct tt_step *step);

void tt_take_lock(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode);
/* On a relation that the statement does not name. */
void tt_take_other_lock(struct tt_step *step, struct tt_relation *relation, enum tt_lock mode);

/* Adds it, with certainty as the relation is known, and answers for details to be filled in. */
struct tt_work *tt_add_work(struct tt_step *step, enum tt_work_kind kind, enum tt_cause cause,
                            struct tt_relation *relation);
/* `relation` is the object itself or its owner, and may be NULL. */
struct tt_change *tt_add_change(struct tt_step *step, enum tt_change_kind kind,
                                enum tt_object object, struct tt_relation *relation);
/* Keeps the first and worst. */
void tt_add_failure(struct tt_step *step, enum tt_fails_when when, const char *sqlstate,
                    struct tt_relation *relation, struct tt_str why);

/* Keeps the first; ignored where no row can be in the way. */
void tt_add_risk(struct tt_step *step, const char *sqlstate, struct tt_relation *relation,
                 struct tt_str why);

/* The kind of a relation as rules speak of it. */
enum tt_object tt_relation_object(const struct tt_relation *relation);

/* --- one for each statement that changes the model (statement.def) --------- */
#define STATEMENT(node, function) tt_step_fn function;
#include "model/statement.def"
#undef STATEMENT

/* What the query of a view reads can't change its type. */
void tt_note_view_columns(struct tt_step *step, const struct tt_node *range_var,
                          const struct tt_node *query);
void tt_add_dependent(struct tt_model *model, struct tt_relation *relation,
                      struct tt_dependent dependent);
void tt_drop_dependent(struct tt_model *model, struct tt_relation *relation, const char *kind,
                       struct tt_str name);
/* One that tells rows of a materialized view apart. */
bool tt_has_plain_unique_index(const struct tt_relation *relation);
void tt_drop_extension(struct tt_step *step, struct tt_str name, bool cascade);
void tt_drop_publication(struct tt_model *model, struct tt_str name);
void tt_drop_server(struct tt_step *step, struct tt_str name, bool cascade);
void tt_drop_wrapper(struct tt_step *step, struct tt_str name, bool cascade);
/* ALTER TYPE of a composite type, which the parser takes for an ALTER TABLE. */
void tt_alter_composite(struct tt_step *step);
void tt_rename_attribute(struct tt_model *model, struct tt_user_type *type, struct tt_str from,
                         struct tt_str to);
void tt_rename_domain_check(struct tt_model *model, struct tt_user_type *domain,
                            struct tt_str from, struct tt_str to);
/* ALTER INDEX … ATTACH PARTITION, likewise. */
void tt_attach_index(struct tt_step *step);
/* DROP STATISTICS of one name. */
void tt_drop_statistics(struct tt_step *step, struct tt_str name);
/* A query in a body: names in it may be those of variables. */
bool tt_may_hold_variables(const struct tt_step *step);
/* COMMIT and its like in the body of DO. */
void tt_end_in_body(struct tt_step *step, struct tt_str kind);
/* set_config() calls in a SELECT. */
void tt_read_set_config(struct tt_step *step);

struct tt_user_type *tt_create_type(struct tt_step *step, const char *field,
                                    enum tt_type_kind kind);

/* --- shared by CREATE TABLE and ALTER TABLE -------------------------------- */

/*
 * The name is taken, so the statement fails. Should it have run for all that,
 * what the catalog holds was dropped where nobody told of it; so the new
 * relation takes its place, and is new.
 */
void tt_take_place(struct tt_step *step, struct tt_name name);
/* NULL when IF NOT EXISTS finds it there already. */
struct tt_relation *tt_create_relation(struct tt_step *step, const struct tt_node *range_var,
                                       enum tt_relation_kind kind);
/* It may have been there before, and in use, with all that belongs to it. */
void tt_take_for_old(struct tt_model *model, struct tt_relation *relation);
/* The column of a ColumnDef with its type, default and inline constraints' plain facts. */
struct tt_column *tt_define_column(struct tt_step *step, struct tt_relation *relation,
                                   const struct tt_node *column_def);
/*
 * The type that a column's default has by itself, as ALTER TYPE looks at it:
 * implicit casts are left out. Unknown unless the text alone says it.
 */
struct tt_type tt_default_type(struct tt_model *model, const struct tt_node *expr,
                               const struct tt_type *column_type);
/* A ColumnDef for a column that came from a parent. */
void tt_merge_column(struct tt_step *step, struct tt_relation *relation,
                     struct tt_column *column, const struct tt_node *column_def);
/* The sequence of a serial or identity column, under the name that PostgreSQL gives it. */
void tt_make_owned_sequence(struct tt_model *model, struct tt_relation *relation,
                            struct tt_column *column);
/* A Constraint node, standing in a table (`column` NULL) or after a column. */
struct tt_constraint *tt_define_constraint(struct tt_step *step, struct tt_relation *relation,
                                           const struct tt_node *node,
                                           struct tt_column *column);
/* The same on a child, whose columns have the same names. */
struct tt_constraint *tt_inherit_constraint(struct tt_model *model, struct tt_relation *child,
                                            const struct tt_constraint *constraint);
/* DEFERRABLE, NOT ENFORCED … are nodes of their own behind a column's constraint. */
void tt_apply_attributes(struct tt_constraint *constraint, const struct tt_node *following);

#endif
