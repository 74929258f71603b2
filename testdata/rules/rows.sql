CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL);
CREATE TABLE child (id int, t_id int REFERENCES t);
CREATE TABLE alone (id int);

-- next migration
SET lock_timeout = '2s';
UPDATE t SET a = 1;
-- ^ unbatched-write
UPDATE t SET a = 1 WHERE true;
-- ^ unbatched-write
UPDATE t SET a = 1 WHERE 1 = 1;
-- ^ unbatched-write
DELETE FROM t WHERE id = id;
-- ^ unbatched-write
DELETE FROM t WHERE b IS NOT NULL;
-- ^ unbatched-write
UPDATE t SET a = 1 WHERE a IS NULL OR true;
-- ^ unbatched-write
UPDATE never_seen SET a = 1;
-- ^ unbatched-write
-- Conditions that may spare rows.
UPDATE t SET a = 1 WHERE a IS NULL;
UPDATE t SET a = 1 WHERE a = a;
DELETE FROM t WHERE b > 10;
UPDATE t SET a = child.id FROM child WHERE child.t_id = t.id;
-- Batches.
UPDATE t SET a = 1 WHERE id BETWEEN 1 AND 1000;
UPDATE t SET a = 1 WHERE id >= 1 AND id < 1000;
DELETE FROM t WHERE id IN (SELECT id FROM t LIMIT 1000);
WITH batch AS (SELECT id FROM t LIMIT 1000) DELETE FROM t USING batch WHERE t.id = batch.id;
DELETE FROM t WHERE ctid = ANY (ARRAY (SELECT ctid FROM t LIMIT 1000));
-- A column of this migration is NULL in all rows, until it is written.
ALTER TABLE t ADD COLUMN c int;
UPDATE t SET c = 1 WHERE c IS NULL;
-- ^ unbatched-write
UPDATE t SET c = 1 WHERE c IS NULL;
ALTER TABLE t ADD COLUMN d int DEFAULT 5;
UPDATE t SET d = 1 WHERE d IS NULL;
CREATE TEMP TABLE scratch AS SELECT id FROM t;
UPDATE scratch SET id = 1;
DELETE FROM scratch;
CREATE TABLE fresh (id int);
DELETE FROM fresh;

-- next migration
SET lock_timeout = '2s';
TRUNCATE alone;
-- ^ table-truncated
TRUNCATE t;
-- ^ will-fail
TRUNCATE t CASCADE;
-- ^ table-truncated
CREATE TABLE fresh2 (id int);
TRUNCATE fresh2;

-- next migration
SET lock_timeout = '2s';
-- It works on empty tables only.
ALTER TABLE t ADD COLUMN e int DEFAULT 1 UNIQUE;
--                                       ^ key-builds-index-under-lock
--            ^ fails-with-rows
ALTER TABLE t ADD COLUMN f int NOT NULL;
--            ^ column-added-not-null-without-default
