-- The index of a partitioned table is not dropped CONCURRENTLY.
SET lock_timeout = '2s';

DROP INDEX events_type_idx;
