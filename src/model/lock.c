#include "model/lock.h"

#include <assert.h>

#include "base/str.h"

struct tt_str tt_lock_name(enum tt_lock lock)
{
    static const struct tt_str names[] = {
#define LOCK(name, sql, pg_locks, conflicts) [TT_LOCK_##name] = {sql, sizeof(sql) - 1},
#include "model/lock.def"
#undef LOCK
    };
    _Static_assert(sizeof(names) / sizeof(names[0]) == TT_LOCK_COUNT, "a lock has no name");
    assert(lock < TT_LOCK_COUNT);
    return names[lock];
}

struct tt_str tt_lock_pg_locks(enum tt_lock lock)
{
    static const struct tt_str names[] = {
#define LOCK(name, sql, pg_locks, conflicts)                                                   \
    [TT_LOCK_##name] = {pg_locks, sizeof(pg_locks) - 1},
#include "model/lock.def"
#undef LOCK
    };
    assert(lock < TT_LOCK_COUNT);
    return names[lock];
}

bool tt_lock_conflicts(enum tt_lock held, enum tt_lock wanted)
{
    static const unsigned masks[] = {
#define L(name) (1u << TT_LOCK_##name)
#define LOCK(name, sql, pg_locks, conflicts) [TT_LOCK_##name] = conflicts,
#include "model/lock.def"
#undef LOCK
#undef L
    };
    assert(held < TT_LOCK_COUNT && wanted < TT_LOCK_COUNT);
    return (masks[held] >> wanted & 1u) != 0;
}

bool tt_lock_blocks_reads(enum tt_lock held)
{
    return tt_lock_conflicts(held, TT_LOCK_ACCESS_SHARE);
}

bool tt_lock_blocks_writes(enum tt_lock held)
{
    return tt_lock_conflicts(held, TT_LOCK_ROW_EXCLUSIVE);
}

bool tt_lock_blocks_ddl(enum tt_lock held)
{
    return tt_lock_conflicts(held, TT_LOCK_SHARE_UPDATE_EXCLUSIVE);
}
