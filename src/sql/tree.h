/* How parse trees come to be and go: for the reader of src/sql alone. */
#ifndef SQL_TREE_H
#define SQL_TREE_H

#include "sql/node.h"

/* From libpg_query's JSON; NULL when it nests deeper than cJSON goes. */
const struct tt_node *tt_tree_read(const char *json);
/* Takes NULL. Only what tt_tree_read gave. */
void tt_tree_delete(const struct tt_node *root);

#endif
