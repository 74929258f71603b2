CREATE TYPE mood AS ENUM ('sad');
CREATE TYPE gone AS ENUM ('x');
CREATE DOMAIN word AS text;
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id int);
CREATE TABLE users (id int PRIMARY KEY, name text, email text NOT NULL DEFAULT '', old text);
CREATE TABLE logs (id int);
CREATE VIEW names AS SELECT name FROM users;

-- next migration
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN a int;
CREATE TABLE young (id int);
-- next migration
SET lock_timeout = '2s';
ALTER TABLE users DROP COLUMN old;
--                ^ column-dropped
ALTER TABLE users DROP COLUMN a;
--                ^ drop-too-soon
ALTER TABLE users DROP COLUMN IF EXISTS never_there;
DROP TABLE young;
-- ^ drop-too-soon
DROP TABLE logs;
-- ^ table-dropped
DROP VIEW names;
-- ^ table-dropped
DROP TABLE IF EXISTS unheard_of;
DROP TYPE gone;
-- ^ type-dropped
DROP DOMAIN word;
-- ^ type-dropped
DROP SCHEMA billing CASCADE;
-- ^ schema-dropped

-- next migration
SET lock_timeout = '2s';
-- Made and dropped again, or made anew.
CREATE TABLE scratch (id int);
DROP TABLE scratch;
BEGIN;
DROP TYPE mood;
CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMIT;

-- next migration
SET lock_timeout = '2s';
-- The version still running does not know the column.
ALTER TABLE users ADD COLUMN b int;
ALTER TABLE users ALTER b SET NOT NULL;
--                ^ not-null-scans-table
--                ^ not-null-breaks-writers
ALTER TABLE users ADD COLUMN c int;
ALTER TABLE users ADD CONSTRAINT c_set CHECK (c IS NOT NULL) NOT VALID;
--                ^ not-null-breaks-writers
ALTER TABLE users ADD COLUMN d int NOT NULL DEFAULT 5;
ALTER TABLE users ALTER d DROP DEFAULT;
--                ^ default-dropped
-- It gets one after all.
ALTER TABLE users ADD COLUMN e int;
ALTER TABLE users ALTER e SET DEFAULT 1;
ALTER TABLE users ALTER e SET NOT NULL;
--                ^ not-null-scans-table
ALTER TABLE users ALTER email DROP DEFAULT;
ALTER TABLE users ALTER email SET DEFAULT 'none';
-- Nullable: NULL is stored.
ALTER TABLE users ADD COLUMN f int DEFAULT 1;
ALTER TABLE users ALTER f DROP DEFAULT;

-- next migration
SET lock_timeout = '2s';
-- Long known.
ALTER TABLE users ALTER name SET NOT NULL;
--                ^ not-null-scans-table
ALTER TABLE users ALTER email DROP DEFAULT;
--                ^ default-dropped
-- What is new belongs to this migration.
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN a int;
ALTER TABLE fresh ALTER a SET NOT NULL;

-- next migration
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN name text;
--                ^ will-fail
ALTER TABLE users DROP COLUMN nothing;
--                ^ will-fail
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_name ON users (name);
-- ^ invalid-index-kept
DROP INDEX CONCURRENTLY IF EXISTS users_email;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);
CREATE INDEX CONCURRENTLY users_both ON users (name, email);

-- next migration
-- A trigger may set it: that is assumed to be no error.
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.filled = 1; RETURN NEW; END $$;
ALTER TABLE users ADD COLUMN filled int;
CREATE TRIGGER fills BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION fill();
ALTER TABLE users ALTER filled SET NOT NULL;
--                ^ not-null-scans-table
--                ^ not-null-breaks-writers
