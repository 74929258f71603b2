#include "lint/partitions.h"

#include "base/str.h"
#include "lint/check.h"
#include "model/object_name.h"

struct tt_str tt_sql_each_partition(struct tt_check *check, const struct tt_relation *parent,
                                    tt_partition_lines lines, const void *user)
{
    enum { PARTITIONS_MAX = 4 };
    struct tt_arena *arena = &check->arena;
    struct tt_str all = TT_STR("");
    unsigned count = 0;
    struct tt_relation *each = parent->children;
    for (; each; each = each->next_sibling) {
        if (count++ >= PARTITIONS_MAX) {
            continue;
        }
        struct tt_str own = each->kind == TT_PARTITIONED_TABLE
                                ? tt_str_format(
                                      arena,
                                      "-- \"" TT_FMT
                                      "\" is partitioned itself: the same for it, and "
                                      "for its partitions\n",
                                      TT_ARG(tt_say_name(check, each->name)))
                                : lines(check, user, each);
        all = tt_str_format(arena, TT_FMT TT_FMT, TT_ARG(all), TT_ARG(own));
    }
    if (count > PARTITIONS_MAX) {
        all = tt_str_format(arena, TT_FMT "-- and so on for %u more\n", TT_ARG(all),
                            count - PARTITIONS_MAX);
    }
    return count > 0 ? all : lines(check, user, NULL);
}

/* An index's name is looked up along search_path, wherever its table was found. */
static struct tt_str index_lines(struct tt_check *check, const void *user,
                                 struct tt_relation *partition)
{
    struct tt_arena *arena = &check->arena;
    const struct tt_index *index = user;
    struct tt_str parent = tt_sql_name(
        check, (struct tt_name){index->relation->name.schema, index->name.name});
    if (!partition || index->key_count == 0) {
        return tt_str_format(
            arena,
            "CREATE INDEX CONCURRENTLY <partition_index> ON <partition> (...);\n"
            "ALTER INDEX " TT_FMT " ATTACH PARTITION <partition_index>;\n",
            TT_ARG(parent));
    }
    struct tt_index own = *index;
    own.relation = partition;
    struct tt_name name = {partition->name.schema, tt_object_name(arena, partition->name.name,
                                                                  index->keys[0].name, "idx")};
    return tt_str_format(arena,
                         TT_FMT "\nALTER INDEX " TT_FMT " ATTACH PARTITION " TT_FMT ";\n",
                         TT_ARG(tt_sql_build_index(check, &own, name.name)), TT_ARG(parent),
                         TT_ARG(tt_sql_name(check, name)));
}

struct tt_str tt_sql_partition_indexes(struct tt_check *check, const struct tt_index *index)
{
    return tt_sql_each_partition(check, index->relation, index_lines, index);
}
