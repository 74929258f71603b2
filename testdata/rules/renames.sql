CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE VIEW names AS SELECT name FROM users;
CREATE INDEX users_name ON users (name);

-- next migration
ALTER TABLE users RENAME name TO full_name;
-- ^ column-renamed
ALTER TABLE users RENAME CONSTRAINT users_pkey TO users_primary;
ALTER INDEX users_name RENAME TO users_full_name;
ALTER TABLE users_full_name RENAME TO users_by_name;
ALTER TABLE IF EXISTS users RENAME TO people;
-- ^ table-renamed
ALTER VIEW names RENAME TO all_names;
-- ^ view-renamed
ALTER VIEW all_names RENAME COLUMN name TO label;
-- ^ column-renamed
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
-- ^ enum-value-renamed
ALTER TYPE mood RENAME TO feeling;
-- ^ type-renamed
ALTER DOMAIN zip RENAME TO postal_code;
-- ^ type-renamed
ALTER TYPE address RENAME ATTRIBUTE zip TO postal_code;
-- ^ attribute-renamed
ALTER FUNCTION f(int) RENAME TO g;
-- ^ function-renamed
ALTER PROCEDURE p(int) RENAME TO q;
-- ^ function-renamed
ALTER AGGREGATE a(int) RENAME TO b;
-- ^ function-renamed
ALTER SCHEMA billing RENAME TO accounting;
-- ^ schema-renamed
ALTER SEQUENCE numbers RENAME TO more_numbers;
-- ^ sequence-renamed
ALTER MATERIALIZED VIEW totals RENAME TO sums;
-- ^ view-renamed
ALTER ROLE app RENAME TO app_writer;
-- ^ role-renamed
ALTER DATABASE shop RENAME TO store;
-- ^ role-renamed
ALTER TABLE invoices SET SCHEMA billing;
-- ^ object-moved-to-schema
ALTER TRIGGER t ON never_seen RENAME TO u;
ALTER POLICY p ON never_seen RENAME TO q;

-- next migration
-- The old name works on.
BEGIN;
ALTER TABLE people RENAME TO persons;
CREATE VIEW people AS SELECT * FROM persons;
COMMIT;

-- next migration
-- Not for others to see.
BEGIN;
ALTER TYPE feeling RENAME TO feeling_old;
CREATE TYPE feeling AS ENUM ('sad', 'fine', 'glad');
COMMIT;

-- next migration
-- In two transactions there is a gap between them.
ALTER TABLE persons RENAME TO individuals;
-- ^ table-renamed
CREATE VIEW persons AS SELECT * FROM individuals;

-- next migration
CREATE TABLE a (id int);
CREATE TABLE b (id int);
-- next migration
-- Two tables that swap their names: each name is there before and after.
BEGIN;
ALTER TABLE a RENAME TO a_old;
ALTER TABLE b RENAME TO a;
ALTER TABLE a_old RENAME TO b;
COMMIT;

-- next migration
CREATE TABLE stamped (id int);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER stamps BEFORE INSERT ON stamped FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE FUNCTION made_here() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION made_here() RENAME TO made_then;

-- next migration
-- No query calls a trigger's function, and the trigger goes along.
ALTER FUNCTION stamp() RENAME TO stamp_rows;
DROP FUNCTION stamp_rows CASCADE;
CREATE FUNCTION stamp_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER stamps BEFORE INSERT ON stamped FOR EACH ROW EXECUTE FUNCTION stamp_rows();
ALTER FUNCTION made_then() RENAME TO made_before;
-- ^ function-renamed

-- next migration
CREATE TABLE ledger (id int PRIMARY KEY, amount int NOT NULL, note text, page int);
-- next migration
ALTER TABLE ledger ADD COLUMN amount_new bigint, ADD COLUMN page_new bigint;
-- next migration
SELECT 1;
-- next migration
SELECT 2;
-- next migration
SELECT 3;
-- next migration
-- What was made to take its place takes it: all queries say the old name.
BEGIN;
ALTER TABLE ledger RENAME COLUMN amount TO amount_old;
ALTER TABLE ledger RENAME COLUMN amount_new TO amount;
COMMIT;

-- next migration
CREATE TABLE entries (id int PRIMARY KEY);
CREATE TABLE entries_new (id bigint PRIMARY KEY);
-- next migration
BEGIN;
ALTER TABLE entries RENAME TO entries_old;
ALTER TABLE entries_new RENAME TO entries;
COMMIT;

-- next migration
-- Between two transactions there is no "page".
ALTER TABLE ledger RENAME COLUMN page TO page_old;
-- ^ column-renamed
ALTER TABLE ledger RENAME COLUMN page_new TO page;
-- ^ column-renamed

-- next migration
-- The old table's name is a view's, which shows the column under its old name, or doesn't.
BEGIN;
ALTER TABLE ledger RENAME note TO remark;
ALTER TABLE ledger RENAME TO books;
ALTER TABLE books RENAME amount TO total;
ALTER TABLE books RENAME page TO sheet;
-- ^ column-renamed
CREATE VIEW ledger AS SELECT id, total AS amount, remark AS note FROM books;
COMMIT;
