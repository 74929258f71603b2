CREATE TABLE old (id int, a int);
CREATE TABLE other (id int, a int);
CREATE VIEW names AS SELECT id FROM old;

-- next migration
-- What is rolled back was never done.
BEGIN;
ALTER TABLE old RENAME TO o2;
ALTER TABLE old DROP COLUMN a;
ROLLBACK;
ALTER TABLE old ADD COLUMN b int;

-- next migration
BEGIN;
SAVEPOINT s;
ALTER TABLE old RENAME COLUMN a TO c;
ROLLBACK TO s;
ALTER TABLE old RENAME COLUMN id TO key;
-- ^ column-renamed
COMMIT;

-- next migration
-- The stand-in must still be there at the end.
BEGIN;
ALTER TABLE old RENAME TO new;
-- ^ table-renamed
CREATE VIEW old AS SELECT * FROM new;
DROP VIEW old;
COMMIT;

-- next migration
-- An empty table is no stand-in for a full one, and a new column none for an old one.
BEGIN;
ALTER TABLE other RENAME TO other_old;
-- ^ table-renamed
CREATE TABLE other (id int);
ALTER TABLE other_old RENAME a TO a2;
-- ^ column-renamed
ALTER TABLE other_old ADD COLUMN a int;
COMMIT;

-- next migration
CREATE TEMP TABLE scratch (id int);
CREATE INDEX ON scratch (id);
-- next migration
-- Another session's: the temporary one is gone.
CREATE INDEX ON scratch (id);
-- ^ create-index-blocks-writes

-- next migration
BEGIN;
CREATE SCHEMA s;
ROLLBACK;
ALTER SCHEMA s RENAME TO s2;
-- ^ schema-renamed

-- next migration
ALTER TABLE unseen ADD COLUMN IF NOT EXISTS q int;
ALTER TABLE unseen RENAME q TO r;
-- ^ column-renamed
