CREATE TABLE parted (k int, at date) PARTITION BY LIST (k);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE ranged (at date, id int) PARTITION BY RANGE (at);
CREATE TABLE ranged_2025 PARTITION OF ranged FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE ranged_rest PARTITION OF ranged DEFAULT;
CREATE TABLE ready (k int, at date, CHECK (k IS NOT NULL AND k IN (5, 6)));
CREATE TABLE unproven (k int, at date);
CREATE TABLE year (at date, id int);

-- next migration
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
-- ^ partition-created-under-lock
CREATE TABLE ranged_2026 PARTITION OF ranged FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- ^ partition-created-under-lock

-- next migration
SET lock_timeout = '2s';
-- Brief, and it gives up; but for the default partition's rows.
CREATE TABLE parted_3 PARTITION OF parted FOR VALUES IN (3);
CREATE TABLE ranged_2027 PARTITION OF ranged FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- ^ partition-created-under-lock
-- A new table's partitions are nobody's problem.
CREATE TABLE fresh (k int) PARTITION BY LIST (k);
CREATE TABLE fresh_1 PARTITION OF fresh FOR VALUES IN (1);
CREATE TABLE fresh_rest PARTITION OF fresh DEFAULT;
CREATE TABLE fresh_2 PARTITION OF fresh FOR VALUES IN (2);

-- next migration
SET lock_timeout = '2s';
ALTER TABLE parted ATTACH PARTITION ready FOR VALUES IN (5, 6);
ALTER TABLE parted ATTACH PARTITION unproven FOR VALUES IN (7);
--                 ^ partition-attached-with-scan
CREATE TABLE parted_8 (LIKE parted INCLUDING ALL);
ALTER TABLE parted ATTACH PARTITION parted_8 FOR VALUES IN (8);
-- The partition is read, and the default one.
ALTER TABLE ranged ATTACH PARTITION year FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
--                 ^ partition-attached-with-scan
--                 ^ partition-attached-with-scan
ALTER TABLE ranged_rest ADD CONSTRAINT not_2028 CHECK
    (at IS NULL OR at < '2028-01-01' OR at >= '2029-01-01') NOT VALID;
ALTER TABLE ranged_rest VALIDATE CONSTRAINT not_2028;
CREATE TABLE ranged_2028 (LIKE ranged INCLUDING ALL);
ALTER TABLE ranged ATTACH PARTITION ranged_2028 FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');

-- next migration
SET lock_timeout = '2s';
ALTER TABLE parted DETACH PARTITION parted_1;
-- ^ partition-detached-under-lock
ALTER TABLE parted DETACH PARTITION parted_2 CONCURRENTLY;
-- With a default partition there is no other way.
ALTER TABLE ranged DETACH PARTITION ranged_2025;
ALTER TABLE ranged DETACH PARTITION ranged_2026 CONCURRENTLY;
--                 ^ will-fail
BEGIN;
ALTER TABLE parted DETACH PARTITION parted_3 CONCURRENTLY;
-- ^ refused-in-transaction-block
COMMIT;
-- next migration
ALTER TABLE ranged DETACH PARTITION ranged_2026;
-- ^ partition-detached-under-lock
-- next migration
DROP TABLE parted_8;
-- ^ other-table-locked
-- next migration
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE notes (k int, user_id int REFERENCES users) PARTITION BY LIST (k);
CREATE INDEX ON notes (user_id);
-- next migration
-- The partition's foreign key is the parent's.
CREATE TABLE notes_1 PARTITION OF notes FOR VALUES IN (1);
-- ^ partition-created-under-lock

-- next migration
CREATE TABLE made_elsewhere (at date, kind text) PARTITION BY RANGE (at);
CREATE INDEX ON made_elsewhere (at);
-- next migration
-- What makes its partitions is in no file.
CREATE INDEX ON made_elsewhere (kind);
-- ^ create-index-blocks-writes
CREATE INDEX made_elsewhere_only ON ONLY made_elsewhere (kind, at);

-- next migration
CREATE TABLE readings (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE readings_2 PARTITION OF readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE SCHEMA archive;
-- next migration
-- Queries say "readings".
SET lock_timeout = '2s';
ALTER TABLE readings_2 RENAME TO readings_2025;
ALTER TABLE readings DETACH PARTITION readings_1 CONCURRENTLY;
-- next migration
SET lock_timeout = '2s';
ALTER TABLE readings_1 RENAME TO readings_2024;
ALTER TABLE readings_2024 SET SCHEMA archive;
ALTER TABLE readings RENAME TO measurements;
-- ^ table-renamed

-- next migration
-- A partition's own key is taken over by the one that all are given: briefly, where all have it.
CREATE TABLE owners (id int PRIMARY KEY);
CREATE TABLE goods (k int, owner int) PARTITION BY LIST (k);
CREATE TABLE goods_1 (k int, owner int, CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners);
CREATE TABLE goods_2 (k int, owner int);
CREATE TABLE wares (k int, owner int) PARTITION BY LIST (k);
CREATE TABLE wares_1 (k int, owner int, CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners);
ALTER TABLE goods ATTACH PARTITION goods_1 FOR VALUES IN (1);
ALTER TABLE goods ATTACH PARTITION goods_2 FOR VALUES IN (2);
ALTER TABLE wares ATTACH PARTITION wares_1 FOR VALUES IN (1);

-- next migration
ALTER TABLE wares ADD CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners;
-- ^ other-table-locked

-- next migration
SET lock_timeout = '2s';
ALTER TABLE wares DROP CONSTRAINT its_owner;
ALTER TABLE wares_1 ADD CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners NOT VALID;

-- next migration
SET lock_timeout = '2s';
ALTER TABLE wares_1 VALIDATE CONSTRAINT its_owner;

-- next migration
SET lock_timeout = '2s';
ALTER TABLE wares ADD CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners;

-- next migration
SET lock_timeout = '2s';
ALTER TABLE goods ADD CONSTRAINT its_owner FOREIGN KEY (owner) REFERENCES owners;
-- ^ other-table-locked
--                ^ foreign-key-scans-tables
