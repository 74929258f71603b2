#include "model/outcome.h"

#include <assert.h>

#include "model/step.h"

const char *tt_object_word(enum tt_object object)
{
    static const char *const words[] = {
        [TT_OBJECT_TABLE] = "table",
        [TT_OBJECT_VIEW] = "view",
        [TT_OBJECT_MATERIALIZED_VIEW] = "materialized view",
        [TT_OBJECT_SEQUENCE] = "sequence",
        [TT_OBJECT_COLUMN] = "column",
        [TT_OBJECT_CONSTRAINT] = "constraint",
        [TT_OBJECT_INDEX] = "index",
        [TT_OBJECT_SCHEMA] = "schema",
        [TT_OBJECT_TYPE] = "type",
        [TT_OBJECT_DOMAIN] = "domain",
        [TT_OBJECT_ENUM_VALUE] = "enum value",
        [TT_OBJECT_ATTRIBUTE] = "attribute",
        [TT_OBJECT_FUNCTION] = "function",
        [TT_OBJECT_PROCEDURE] = "procedure",
        [TT_OBJECT_AGGREGATE] = "aggregate",
        [TT_OBJECT_ROLE] = "role",
        [TT_OBJECT_DATABASE] = "database",
    };
    _Static_assert(sizeof(words) / sizeof(words[0]) == TT_OBJECT_COUNT,
                   "an object has no word");
    assert(object < TT_OBJECT_COUNT);
    return words[object];
}

struct tt_span tt_defined_span(const struct tt_outcome *outcome,
                               const struct tt_defined *defined)
{
    return tt_stmt_clause(outcome->stmt, defined->node);
}

enum tt_object tt_relation_object(const struct tt_relation *relation)
{
    switch (relation->kind) {
    case TT_TABLE:
    case TT_PARTITIONED_TABLE:
    case TT_FOREIGN_TABLE:
        return TT_OBJECT_TABLE;
    case TT_VIEW:
        return TT_OBJECT_VIEW;
    case TT_MATERIALIZED_VIEW:
        return TT_OBJECT_MATERIALIZED_VIEW;
    case TT_SEQUENCE:
        return TT_OBJECT_SEQUENCE;
    }
    assert(0 && "a relation has no kind");
    return TT_OBJECT_TABLE;
}

bool tt_comes_to_nothing(const struct tt_outcome *outcome)
{
    return outcome->fails.when == TT_FAILS_ALWAYS && !outcome->fails.followed;
}

const struct tt_change *tt_find_change(const struct tt_outcome *outcome,
                                       enum tt_change_kind kind, enum tt_object object)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        if (change->kind == kind && change->object == object) {
            return change;
        }
    }
    return NULL;
}

const struct tt_work *tt_next_blocking_work(const struct tt_outcome *outcome,
                                            enum tt_cause cause, const struct tt_work *after)
{
    size_t start = after ? (size_t)(after - outcome->works.items) + 1 : 0;
    for (size_t i = start; i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        bool same_clause = after && after->span.start == work->span.start;
        if (work->cause == cause && !work->is_new && !same_clause) {
            return work;
        }
    }
    return NULL;
}

const struct tt_work *tt_blocking_work(const struct tt_outcome *outcome, enum tt_cause cause)
{
    return tt_next_blocking_work(outcome, cause, NULL);
}
