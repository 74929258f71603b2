-- What a migration makes is nobody's problem, exactly: order, schema, IF NOT EXISTS, ROLLBACK,
-- renames, temporary tables, and the table that a new foreign key refers to.
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE SCHEMA other;
CREATE TABLE other.things (id int, name text);

-- next migration
-- All on a table that is one statement old.
CREATE TABLE fresh (id int, user_id int, name text);
CREATE INDEX fresh_name ON fresh (name);
ALTER TABLE fresh ADD PRIMARY KEY (id);
ALTER TABLE fresh ALTER COLUMN name SET NOT NULL;
ALTER TABLE fresh ALTER COLUMN name TYPE varchar(10);
ALTER TABLE fresh ADD COLUMN extra int NOT NULL;
ALTER TABLE fresh ADD CHECK (extra > 0);
ALTER TABLE fresh RENAME COLUMN extra TO more;
ALTER TABLE fresh RENAME TO fresher;
CREATE INDEX ON fresher (more);
ALTER TABLE fresher DROP COLUMN more;
DROP INDEX fresh_name;
DROP TABLE fresher;

-- next migration
-- Made after the statement that needs it: no excuse.
CREATE INDEX late_id ON late (id);
-- ^ create-index-blocks-writes
CREATE TABLE late (id int);

-- next migration
-- The schema is part of the name.
CREATE TABLE other.users (id int, name text);
CREATE INDEX ON other.users (name);
CREATE INDEX ON public.users (name);
-- ^ create-index-blocks-writes
CREATE INDEX ON users (name);
-- ^ create-index-blocks-writes

-- next migration
-- It may have been there before.
CREATE TABLE IF NOT EXISTS perhaps (id int, name text);
CREATE INDEX ON perhaps (name);
-- ^ create-index-blocks-writes
CREATE TABLE IF NOT EXISTS users (id int);
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
--                ^ not-null-scans-table

-- next migration
-- What is rolled back was never made.
BEGIN;
CREATE TABLE undone (id int);
CREATE INDEX ON undone (id);
ROLLBACK;
CREATE INDEX undone_id ON undone (id);
-- ^ create-index-blocks-writes
BEGIN;
SAVEPOINT before;
CREATE TABLE half (id int);
ROLLBACK TO before;
CREATE INDEX half_id ON half (id);
-- ^ create-index-blocks-writes
COMMIT;

-- next migration
-- Temporary tables are the session's own, with any name.
CREATE TEMP TABLE users (id int, name text);
CREATE INDEX ON users (name);
ALTER TABLE users RENAME COLUMN name TO label;
DROP TABLE users;
CREATE INDEX ON users (id);
-- ^ create-index-blocks-writes

-- next migration
-- A new table is nobody's problem, but the table that it refers to is in use.
CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id));
-- ^ foreign-key-locks-referenced-table
CREATE TABLE comments (id int, user_id int, note_id int);
ALTER TABLE comments ADD FOREIGN KEY (note_id) REFERENCES notes (id);
ALTER TABLE comments ADD FOREIGN KEY (user_id) REFERENCES users (id);
-- ^ foreign-key-locks-referenced-table
BEGIN;
CREATE TABLE marks (user_id int REFERENCES users (id), by_id int REFERENCES users (id));
-- ^ foreign-key-locks-referenced-table
-- The lock is held already.
CREATE TABLE more_marks (user_id int REFERENCES users (id));
COMMIT;
INSERT INTO comments SELECT 1, id, NULL FROM users;
ALTER TABLE comments ADD COLUMN score int NOT NULL;
--                   ^ column-added-not-null-without-default
ALTER TABLE comments ADD CONSTRAINT again FOREIGN KEY (user_id) REFERENCES users (id);
--                   ^ foreign-key-scans-tables

-- next migration
-- Filled from a query, but new.
CREATE TABLE summary AS SELECT id FROM users;
CREATE INDEX ON summary (id);
SELECT id INTO summary2 FROM users;
CREATE INDEX ON summary2 (id);

-- next migration
-- A table that an earlier migration made is in use.
CREATE INDEX ON summary (id);
-- ^ create-index-blocks-writes
