CREATE TABLE users (id int, first_name text, last_name text);
CREATE VIEW names AS SELECT id FROM users;
CREATE TYPE mood AS ENUM ('sad');

-- next migration
ALTER TABLE users ADD COLUMN full_name text;
ALTER TABLE users DROP COLUMN first_name;
--                ^ expand-and-contract-mixed

-- next migration
ALTER TABLE users ADD COLUMN a int, DROP COLUMN last_name;
--                                  ^ expand-and-contract-mixed

-- next migration
-- Of tables that have nothing to do with each other each drop is a drop.
CREATE TABLE plans (id int PRIMARY KEY, note text, phone text);
-- next migration
SELECT 1;
-- next migration
SELECT 1;
-- next migration
SELECT 1;
-- next migration
SELECT 1;
-- next migration
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE plans DROP COLUMN note;
--                ^ column-dropped
-- next migration
CREATE TABLE notes (id int, note text);
ALTER TABLE users DROP COLUMN phone;
--                ^ drop-too-soon
-- next migration
-- What moved into a table of its own.
SET lock_timeout = '1s';
CREATE TABLE phones (plan_id int REFERENCES plans, phone text);
ALTER TABLE plans DROP COLUMN phone;
--                ^ expand-and-contract-mixed

-- next migration
ALTER TYPE mood ADD VALUE 'ok';
DROP VIEW names;
-- ^ expand-and-contract-mixed

-- next migration
-- Made and dropped again.
CREATE TABLE scratch (id int, extra int);
ALTER TABLE users ADD COLUMN b int;
ALTER TABLE scratch DROP COLUMN extra;
DROP TABLE scratch;
ALTER TABLE users ADD COLUMN c int;
ALTER TABLE users DROP COLUMN c;

-- next migration
-- A view made anew.
CREATE VIEW names AS SELECT full_name FROM users;
-- next migration
BEGIN;
ALTER TABLE users ADD COLUMN d int;
DROP VIEW names;
CREATE VIEW names AS SELECT full_name, 1 AS d FROM users;
COMMIT;

-- next migration
-- Only taking away, or only adding.
ALTER TABLE users DROP COLUMN d;
--                ^ drop-too-soon
DROP TABLE IF EXISTS gone;
DROP INDEX IF EXISTS users_d;
-- ^ drop-index-blocks-queries
-- next migration
DROP TABLE IF EXISTS gone;
CREATE TABLE gone (id int);

-- next migration
-- Partitions go by their parent's name.
CREATE TABLE logs (at int) PARTITION BY RANGE (at);
CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (9);
-- next migration
SET lock_timeout = '2s';
CREATE TABLE logs_2 PARTITION OF logs FOR VALUES FROM (9) TO (18);
DROP TABLE logs_1;

-- next migration
-- Copied, and swapped in.
CREATE TABLE users_new (id int);
DROP TABLE users CASCADE;
-- ^ cascade-drops-more
ALTER TABLE users_new RENAME TO users;

-- next migration
CREATE VIEW names AS SELECT id FROM users;
-- next migration
-- A view made anew, statement by statement.
ALTER TABLE users ADD COLUMN e int;
DROP VIEW names;
CREATE VIEW names AS SELECT id FROM users;
