/* For the files that follow ALTER … RENAME and ALTER … SET SCHEMA. */
#ifndef MODEL_RENAME_H
#define MODEL_RENAME_H

#include "model/step.h"

/*
 * The relation that the statement's RangeVar names, locked. One that is not
 * known is taken to be of the kind that the statement speaks of; with IF EXISTS
 * there may be none, and then nothing is locked.
 */
struct tt_relation *tt_rename_target(struct tt_step *step, enum tt_relation_kind kind);

/* Whether it is of the kind; otherwise the statement fails. */
bool tt_rename_fits(struct tt_step *step, const struct tt_relation *relation,
                    enum tt_relation_kind kind);

/* Fails when the schema has a relation or index of the name. */
bool tt_refuse_taken_name(struct tt_step *step, struct tt_relation *relation,
                          struct tt_name name);

/* Types, functions, schemas, triggers …: what is no relation and no part of one. */
void tt_rename_other(struct tt_step *step, struct tt_str kind);

#endif
