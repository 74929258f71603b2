#include "lint/mixed.h"

#include "base/arena.h"
#include "base/map.h"

/* What applications name in their queries; indexes, constraints and partitions they don't. */
static bool is_used_by_name(const struct tt_change *change)
{
    enum tt_object object = change->object;
    return !change->is_partition &&
           (object == TT_OBJECT_TABLE || object == TT_OBJECT_COLUMN ||
            object == TT_OBJECT_VIEW || object == TT_OBJECT_MATERIALIZED_VIEW);
}

bool tt_is_additive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool needed = is_used_by_name(change) || change->object == TT_OBJECT_ENUM_VALUE;
    bool of_new_table = change->object == TT_OBJECT_COLUMN && change->is_new;
    bool temporary = change->relation && change->relation->temporary;
    return change->kind == TT_CHANGE_CREATE && needed && !temporary && !of_new_table &&
           !change->replaces && !tt_fate_of(migration, change)->dropped;
}

static bool is_destructive(const struct tt_migration *migration, const struct tt_change *change)
{
    bool used = is_used_by_name(change) || change->object == TT_OBJECT_SCHEMA;
    return change->kind == TT_CHANGE_DROP && used && !change->is_new && !change->if_exists &&
           !tt_fate_of(migration, change)->back;
}

/* What is added: at all, to any table whatever, and to or about each table. */
struct added {
    const struct tt_change *first, *anywhere;
    struct tt_map by_table; /* struct tie */
    struct tt_arena ties;
};

struct tie {
    const struct tt_relation *table;
    const struct tt_change *added;
};

static struct tt_str key_of(const struct tt_relation *const *table)
{
    return (struct tt_str){(const char *)table, sizeof(*table)};
}

static const struct tt_change *find_tied(const struct added *added,
                                         const struct tt_relation *table)
{
    const struct tie *tie = tt_map_get(&added->by_table, key_of(&table));
    return tie ? tie->added : NULL;
}

static void add_to(struct added *added, const struct tt_relation *table,
                   const struct tt_change *change)
{
    if (table && !find_tied(added, table)) {
        struct tie *tie = tt_new(&added->ties, struct tie);
        *tie = (struct tie){table, change};
        tt_map_set(&added->by_table, key_of(&tie->table), tie);
    }
}

static void add(struct added *added, const struct tt_change *change)
{
    added->first = added->first ? added->first : change;
    const struct tt_relation *relation = change->relation, *read = NULL;
    if (change->object == TT_OBJECT_COLUMN) {
        add_to(added, relation, change);
    } else if (!relation) {
        added->anywhere = added->anywhere ? added->anywhere : change;
    } else {
        const struct tt_constraint *each = relation->constraints;
        for (; each; each = each->next) {
            add_to(added, each->references, change);
        }
        for (size_t i = 0; (read = tt_read_by_view(relation, i)); i++) {
            add_to(added, read, change);
        }
    }
}

static const struct tt_change *find_counterpart(const struct added *added,
                                                const struct tt_change *dropped)
{
    if (dropped->object != TT_OBJECT_COLUMN || !dropped->relation) {
        return added->first;
    }
    const struct tt_change *same = find_tied(added, dropped->relation);
    return same ? same : added->anywhere;
}

void tt_find_mixed(const struct tt_migration *migration, struct tt_fate *fates)
{
    struct added added = {0};
    for (size_t i = 0; i < migration->count; i++) {
        if (tt_is_additive(migration, &migration->changes[i])) {
            add(&added, &migration->changes[i]);
        }
    }
    for (size_t i = 0; added.first && i < migration->count; i++) {
        if (is_destructive(migration, &migration->changes[i])) {
            fates[i].mixed_with = find_counterpart(&added, &migration->changes[i]);
        }
    }
    tt_map_finish(&added.by_table);
    tt_arena_release(&added.ties);
}
