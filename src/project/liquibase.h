/* Changesets of Liquibase, whatever they are written in. */
#ifndef PROJECT_LIQUIBASE_H
#define PROJECT_LIQUIBASE_H

#include "project/cut.h"
#include "sql/script.h"

/* What a changeset's attributes say of how it is run. */
struct tt_changeset {
    bool skipped; /* it is for another database, or for nobody */
    bool in_transaction;
    bool split;              /* at semicolons */
    struct tt_str delimiter; /* where it is cut instead; empty: nowhere */
};

extern const struct tt_changeset tt_changeset_default;

/* runInTransaction, splitStatements, endDelimiter, dbms, ignore, runWith; others are passed
 * over.
 */
void tt_changeset_say(struct tt_changeset *changeset, struct tt_str attribute,
                      struct tt_str value);

/* The parts that the SQL from `start` to `end` falls into; `goes_on`: not the changeset's
 * first.
 */
void tt_changeset_cut(struct tt_arena *arena, const struct tt_changeset *changeset,
                      struct tt_str text, struct tt_span where, bool goes_on,
                      tt_parts *ret_parts);

/* "--liquibase formatted sql" is the first line that is not blank. */
bool tt_is_formatted_sql(struct tt_str text);

/* In the order of the changelogs that include the others; without what they don't run. */
void tt_list_liquibase(struct tt_arena *arena, struct tt_series *series);

#endif
