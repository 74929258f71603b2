/* Triggers, rules and policies: named behind the table that they belong to. */
#ifndef MODEL_ATTACHED_H
#define MODEL_ATTACHED_H

#include "model/step.h"

/* The dependent of the kind and name, or NULL. */
const struct tt_dependent *tt_find_attached(const struct tt_relation *relation,
                                            const char *kind, struct tt_str name);

/*
 * Fails (42704) and answers false when a known table has none of the name. A
 * partition's triggers may be copies of its parent's.
 */
bool tt_require_attached(struct tt_step *step, struct tt_relation *relation, const char *kind,
                         struct tt_str name);

/* Fails when there is one of the kind and name. */
void tt_refuse_second(struct tt_step *step, struct tt_relation *relation, const char *kind,
                      struct tt_str name);
/* It is there: what it is about, or the rule that it stands for, has not been dropped. */
bool tt_dependent_exists(const struct tt_dependent *dependent);
/* RemoveRewriteRuleById(): a rule goes from the table that it is on, which is locked. */
void tt_drop_rule(struct tt_step *step, const struct tt_dependent *dependent);

/* DROP TRIGGER, RULE or POLICY; `names` is the table's, and its own behind. */
void tt_drop_attached(struct tt_step *step, const char *kind, const struct tt_node *names);

#endif
