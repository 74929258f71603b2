SET lock_timeout = '2s';

CREATE TABLE snapshots (
    stream_id uuid NOT NULL REFERENCES streams ON DELETE CASCADE,
    version bigint NOT NULL,
    state bytea NOT NULL,
    compressed boolean DEFAULT false,
    PRIMARY KEY (stream_id, version)
) PARTITION BY HASH (stream_id);

CREATE TABLE snapshots_0 PARTITION OF snapshots FOR VALUES WITH (MODULUS 4, REMAINDER 0);

CREATE TABLE snapshots_1 PARTITION OF snapshots FOR VALUES WITH (MODULUS 4, REMAINDER 1);

CREATE TABLE snapshots_2 PARTITION OF snapshots FOR VALUES WITH (MODULUS 4, REMAINDER 2);

CREATE TABLE snapshots_3 PARTITION OF snapshots FOR VALUES WITH (MODULUS 4, REMAINDER 3);
