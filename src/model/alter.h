/* The parts of ALTER TABLE. */
#ifndef MODEL_ALTER_H
#define MODEL_ALTER_H

#include "model/step.h"

/* Follows one AlterTableCmd node on the relation and what inherits from it. */
typedef void tt_alter_fn(struct tt_step *step, struct tt_relation *relation,
                         const struct tt_node *command);

tt_alter_fn tt_alter_add_column;
tt_alter_fn tt_alter_add_constraint;
tt_alter_fn tt_alter_add_identity;
tt_alter_fn tt_alter_attach_partition;
tt_alter_fn tt_alter_cluster_on;
tt_alter_fn tt_alter_column_attribute; /* STATISTICS, STORAGE, COMPRESSION, (…) */
tt_alter_fn tt_alter_constraint;
tt_alter_fn tt_alter_default;
tt_alter_fn tt_alter_detach_finalize;
tt_alter_fn tt_alter_detach_partition;
tt_alter_fn tt_alter_drop_column;
tt_alter_fn tt_alter_drop_constraint;
tt_alter_fn tt_alter_drop_expression;
tt_alter_fn tt_alter_drop_identity;
tt_alter_fn tt_alter_drop_not_null;
tt_alter_fn tt_alter_persistence; /* LOGGED, UNLOGGED */
tt_alter_fn tt_alter_inherit;
tt_alter_fn tt_alter_no_inherit;
tt_alter_fn tt_alter_owner;
tt_alter_fn tt_alter_replica_identity;
tt_alter_fn tt_alter_row_security;
tt_alter_fn tt_alter_set_access_method;
tt_alter_fn tt_alter_set_expression;
tt_alter_fn tt_alter_set_identity;
tt_alter_fn tt_alter_set_not_null;
tt_alter_fn tt_alter_set_reloptions;
tt_alter_fn tt_alter_set_tablespace;
tt_alter_fn tt_alter_firing;
tt_alter_fn tt_alter_type;
tt_alter_fn tt_alter_validate;

/* What SET (…) of these options takes on the table. */
enum tt_lock tt_reloptions_lock(const struct tt_node *options);

/* Fails for options that nothing of the kind takes; `of` is "view", or an access method. */
void tt_check_parameters(struct tt_step *step, struct tt_relation *relation, struct tt_str of,
                         const struct tt_node *options);

/*
 * The relation that ALTER TABLE, VIEW, … names: `object` is what the statement
 * calls it. NULL when it is an index, a sequence or a type, and dealt with.
 */
struct tt_relation *tt_alter_target(struct tt_step *step, struct tt_str object);

/* A constraint that stands behind a column of ADD COLUMN. */
void tt_add_column_constraint(struct tt_step *step, struct tt_relation *relation,
                              const struct tt_node *wrapped, struct tt_column *column);

/* With what hangs on the column; without CASCADE some of that refuses. */
void tt_drop_column(struct tt_step *step, struct tt_relation *relation,
                    struct tt_column *column, bool cascade);

/* What PostgreSQL refuses of a constraint before it is defined, and once it is. */
void tt_refuse_constraint(struct tt_step *step, struct tt_relation *relation,
                          const struct tt_node *node);
void tt_refuse_defined(struct tt_step *step, struct tt_constraint *constraint,
                       const struct tt_node *node);

/*
 * The constraint that a statement names; NULL, and the statement refused, when it surely
 * isn't there. What a parent handed down need not be in the catalog (not_null_name.c).
 */
struct tt_constraint *tt_altered_constraint(struct tt_step *step, struct tt_relation *relation,
                                            struct tt_str name);
/* The same without a word, for those that may be missing. */
struct tt_constraint *tt_find_named(struct tt_model *model, struct tt_relation *relation,
                                    struct tt_str name);
/* Before the table or a column is renamed: the names of NOT NULL constraints stay. */
void tt_keep_not_null_names(struct tt_model *model, struct tt_relation *relation);

/* DROP NOT NULL, or dropping the constraint that says so, of what something else needs. */
void tt_refuse_nullable(struct tt_step *step, struct tt_relation *relation,
                        const struct tt_column *column);

/*
 * The column takes no NULL from now on; unless something proves that none is
 * there, the table is read. `constraint` is the one that says so, or NULL.
 */
void tt_require_not_null(struct tt_step *step, struct tt_relation *relation,
                         struct tt_column *column, struct tt_span span,
                         struct tt_constraint *constraint);

/* --- what the parts have in common (alter_work.c) -------------------------- */

/* The statement fails whatever the table holds: "column "a" …" after `format`. */
__attribute__((format(printf, 4, 5))) void tt_refused(struct tt_step *step,
                                                      struct tt_relation *relation,
                                                      const char *sqlstate, const char *format,
                                                      ...);

/* True, and the statement refused, when the relation can't hold so many columns more. */
bool tt_refuse_columns(struct tt_step *step, struct tt_relation *relation, size_t added);
/* The same for the columns of an index, a foreign key or a partition key. */
bool tt_refuse_keys(struct tt_step *step, struct tt_relation *relation, size_t count);

/* The column that a part names; NULL, and the statement refused, if it surely isn't there. */
struct tt_column *tt_altered_column(struct tt_step *step, struct tt_relation *relation,
                                    struct tt_str name);
/* A change of the column that leaves it there. */
void tt_note_on_column(struct tt_step *step, enum tt_change_kind kind,
                       struct tt_relation *relation, struct tt_column *column);

void tt_lock_below(struct tt_step *step, const struct tt_relation *relation, enum tt_lock mode);

/*
 * Adds work on the relation, or on it and every relation below it that stores rows.
 * `like` holds what the works have in common; its relation is left out.
 */
void tt_add_work_alone(struct tt_step *step, struct tt_relation *relation, struct tt_work like);
void tt_add_work_below(struct tt_step *step, struct tt_relation *relation, struct tt_work like);

/* Every row is stored anew, and every index with them; both once, however often it is said. */
void tt_rewrite_table(struct tt_step *step, struct tt_relation *relation,
                      struct tt_column *column, enum tt_cause cause, struct tt_str why);
void tt_rebuild_index(struct tt_step *step, struct tt_relation *relation,
                      struct tt_index *index, enum tt_cause cause);

#endif
