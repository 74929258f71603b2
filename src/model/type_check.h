/* Which types a column may have, and which constants are values of a type. */
#ifndef MODEL_TYPE_CHECK_H
#define MODEL_TYPE_CHECK_H

#include "model/step.h"

/* Fails for a pseudo-type, and for modifiers that the type does not take. */
void tt_check_type(struct tt_step *step, struct tt_relation *relation,
                   const struct tt_type *type);

/* The SQLSTATE of the type's input function for a text that it surely refuses, or NULL. */
const char *tt_text_error(struct tt_model *model, const struct tt_type *type,
                          struct tt_str text);
/* The same for a constant that is stored as the type: too long, or out of its range. */
const char *tt_value_error(const struct tt_type *type, struct tt_str text);

/* It has a default operator class for btree. */
bool tt_type_has_order(const struct tt_type *type);

#endif
