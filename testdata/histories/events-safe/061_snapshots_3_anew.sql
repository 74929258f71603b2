SET lock_timeout = '2s';

ALTER TABLE snapshots DETACH PARTITION snapshots_3 CONCURRENTLY;
