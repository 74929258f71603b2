-- Nobody names a partition, and its rows are made again from events.
SET lock_timeout = '2s';

ALTER TABLE snapshots_3 DROP CONSTRAINT snapshots_stream_id_fkey;

DROP TABLE snapshots_3;
