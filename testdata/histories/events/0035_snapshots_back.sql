DROP TABLE snapshots_3;

CREATE TABLE snapshots_3 PARTITION OF snapshots (compressed DEFAULT true)
    FOR VALUES WITH (MODULUS 4, REMAINDER 3);
