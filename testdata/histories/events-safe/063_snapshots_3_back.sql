SET lock_timeout = '2s';

CREATE TABLE snapshots_3 (
    LIKE snapshots INCLUDING DEFAULTS INCLUDING INDEXES,
    CONSTRAINT snapshots_stream_id_fkey FOREIGN KEY (stream_id) REFERENCES streams ON DELETE CASCADE
);

ALTER TABLE snapshots_3 ALTER COLUMN compressed SET DEFAULT true;

ALTER TABLE snapshots ATTACH PARTITION snapshots_3 FOR VALUES WITH (MODULUS 4, REMAINDER 3);
