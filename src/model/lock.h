/* The eight table-level lock modes, and which of them wait for which. */
#ifndef MODEL_LOCK_H
#define MODEL_LOCK_H

#include "tiptoe.h"

/* From weakest to strongest, as PostgreSQL numbers them. */
enum tt_lock {
#define LOCK(name, sql, pg_locks, conflicts) TT_LOCK_##name,
#include "model/lock.def"
#undef LOCK
    TT_LOCK_COUNT,
};

/* "ACCESS EXCLUSIVE" */
struct tt_str tt_lock_name(enum tt_lock lock);

/* "AccessExclusiveLock", as pg_locks and the server's log spell it. */
struct tt_str tt_lock_pg_locks(enum tt_lock lock);

/* Whether a session that asks for `wanted` waits for one that holds `held`. */
bool tt_lock_conflicts(enum tt_lock held, enum tt_lock wanted);

/* SELECT asks for ACCESS SHARE; INSERT, UPDATE and DELETE for ROW EXCLUSIVE. */
bool tt_lock_blocks_reads(enum tt_lock held);
bool tt_lock_blocks_writes(enum tt_lock held);
/* Most other ALTER TABLE, VACUUM and CREATE INDEX CONCURRENTLY ask for SHARE UPDATE EXCLUSIVE
 * or more. */
bool tt_lock_blocks_ddl(enum tt_lock held);

#endif
