CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE a (id int PRIMARY KEY, n int, mood mood);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a, n int);
CREATE TABLE c (id int PRIMARY KEY, n int);
CREATE TABLE d (id int PRIMARY KEY, n int);

-- next migration
-- One transaction after the other, and short ones.
SET lock_timeout = '2s';
ALTER TABLE a ADD COLUMN x int;
ALTER TABLE b ADD COLUMN x int;
ALTER TABLE c ADD COLUMN x int;
ALTER TABLE c ADD CONSTRAINT n_pos CHECK (n > 0) NOT VALID;
ALTER TABLE c VALIDATE CONSTRAINT n_pos;

-- next migration
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE a ADD COLUMN y int;
UPDATE a SET y = 1;
-- ^ backfill-under-lock
UPDATE a SET y = 1 WHERE id BETWEEN 1 AND 100;
UPDATE a SET y = 1 WHERE n = 3;
DELETE FROM c WHERE n = 4;
-- ^ backfill-under-lock
DELETE FROM c WHERE id = 4;
INSERT INTO c (id) VALUES (9);
COMMIT;
UPDATE a SET y = 1 WHERE n = 3;

-- next migration
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE a ADD COLUMN z int;
CREATE INDEX ON c (n);
-- ^ create-index-blocks-writes
-- ^ slow-work-under-lock
ALTER TABLE d ADD CHECK (n > 0);
--            ^ check-scans-table
SELECT count(*) FROM c;
SELECT setval('numbers', coalesce(max(id), 1)) FROM c;
ROLLBACK TO nowhere;
COMMIT;
-- Once a transaction, but again where it is graver: reads wait as well.
BEGIN;
CREATE INDEX ON c (n, id);
-- ^ create-index-blocks-writes
CREATE INDEX ON d (n);
-- ^ create-index-blocks-writes
-- ^ slow-work-under-lock
ALTER TABLE a ADD COLUMN zy int;
CREATE INDEX ON b (n);
-- ^ create-index-blocks-writes
-- ^ slow-work-under-lock
COMMIT;
BEGIN;
ALTER TABLE a ADD COLUMN zx int;
UPDATE a SET zx = 1 WHERE n = 3;
-- ^ backfill-under-lock
UPDATE a SET zx = 1;
-- ^ backfill-under-lock
UPDATE b SET n = 1;
-- ^ backfill-under-lock
UPDATE a SET zx = 2;
COMMIT;
-- Locks that stop nobody.
BEGIN;
INSERT INTO a (id) VALUES (7);
SELECT count(*) FROM c;
UPDATE d SET n = 1 WHERE n = 2;
COMMIT;
-- What ROLLBACK TO let go.
BEGIN;
SAVEPOINT s;
ALTER TABLE a ADD COLUMN zz int;
ROLLBACK TO s;
UPDATE d SET n = 1 WHERE n = 2;
COMMIT;

-- next migration
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE a ADD COLUMN v int;
ALTER TABLE c ADD COLUMN v int;
ALTER TABLE a ADD COLUMN w int;
ALTER TABLE d ADD COLUMN v int;
-- ^ many-tables-locked
ALTER TABLE b ADD COLUMN v int;
COMMIT;

-- next migration
SET lock_timeout = '2s';
BEGIN;
ALTER TYPE mood ADD VALUE 'happy';
INSERT INTO a (id, mood) VALUES (1, 'happy');
-- ^ enum-value-used-before-commit
COMMIT;
INSERT INTO a (id, mood) VALUES (1, 'happy');

-- next migration
COMMIT;
-- ^ statement-without-effect
BEGIN;
START TRANSACTION;
-- ^ statement-without-effect
COMMIT;
SET LOCAL work_mem = '1GB';
-- ^ statement-without-effect
BEGIN;
SET LOCAL work_mem = '1GB';
COMMIT;
-- next migration
BEGIN;
-- ^ transaction-left-open
SELECT 1;
