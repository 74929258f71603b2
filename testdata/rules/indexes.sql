CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE INDEX t_a ON t (a);
CREATE TABLE parted (at int, w int) PARTITION BY RANGE (at);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (9);

-- next migration
CREATE INDEX t_b ON t (b);
-- ^ create-index-blocks-writes
CREATE UNIQUE INDEX IF NOT EXISTS t_ab ON t (a, b);
-- ^ create-index-blocks-writes
CREATE INDEX CONCURRENTLY t_ba ON t (b, a);
-- It is there already.
CREATE INDEX IF NOT EXISTS t_a ON t (a);
DROP INDEX t_a;
-- ^ drop-index-blocks-queries
DROP INDEX CONCURRENTLY t_b;
REINDEX TABLE t;
-- ^ reindex-blocks-writes
REINDEX TABLE CONCURRENTLY t;
REINDEX (CONCURRENTLY) INDEX t_ab;
REINDEX INDEX t_ab;
-- ^ reindex-blocks-writes
REINDEX SCHEMA public;
-- ^ reindex-blocks-writes

-- next migration
CREATE INDEX ON ONLY parted (w);
CREATE INDEX parted_w ON parted (w);
-- ^ create-index-blocks-writes
CREATE INDEX CONCURRENTLY ON parted (w);
-- ^ concurrent-index-on-partitioned-table
CREATE INDEX CONCURRENTLY ON parted_1 (w);

-- next migration
BEGIN;
CREATE INDEX CONCURRENTLY ON t (a);
-- ^ refused-in-transaction-block
DROP INDEX CONCURRENTLY t_ab;
-- ^ refused-in-transaction-block
REINDEX TABLE CONCURRENTLY t;
-- ^ refused-in-transaction-block
VACUUM t;
-- ^ refused-in-transaction-block
COMMIT;
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
--            ^ key-builds-index-under-lock
CREATE UNIQUE INDEX CONCURRENTLY t_b_key ON t (b);
ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE USING INDEX t_b_key;
