/* What becomes of the names that a migration gives and takes away. */
#ifndef LINT_FATE_H
#define LINT_FATE_H

#include "lint/rule.h"

struct tt_fate {
    /*
     * Something that serves in its place has the old name again at the end of the
     * migration, or of the change's transaction: a view for a table, a type made
     * anew, a table that takes the name over. Of a column: also in a view that has its
     * table's old name.
     */
    bool back, back_in_transaction;
    const struct tt_change *place; /* by which another left the new name in the transaction */
    bool passing; /* the migration itself gave the name, or made the function, a little earlier
                   */
    bool dropped; /* a thing of the kind and name is dropped, be it before or after */
    const struct tt_user_type *former;  /* of an enum made: the one in use that had the name */
    const struct tt_change *mixed_with; /* of a drop: what is added beside it, see mixed.h */
};

const struct tt_fate *tt_fate_of(const struct tt_migration *migration,
                                 const struct tt_change *change);

/* Foretells all of a file's changes at once, in time that grows with their number. */
struct tt_migration tt_foretell(struct tt_arena *arena, struct tt_change *changes,
                                size_t count);

#endif
