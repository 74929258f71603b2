-- preset style
SET lock_timeout = '2s';
SET statement_timeout = '1min';
CREATE TABLE IF NOT EXISTS app.plain (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz,
    price numeric(12, 2),
    body jsonb,
    name text,
    any_length varchar
);
CREATE TEMP TABLE scratch (id serial, body json);
CREATE INDEX IF NOT EXISTS plain_by_name ON app.plain (name, at, price);
CREATE UNIQUE INDEX IF NOT EXISTS plain_key ON app.plain (name, at, price, body);
CREATE INDEX CONCURRENTLY plain_by_at ON app.plain (at);

-- next migration
SET lock_timeout = '2s';
SET statement_timeout = '1min';
BEGIN;
CREATE TABLE app.odd (
    id int PRIMARY KEY,
--  ^ key-of-integer
    old serial,
--  ^ column-of-serial
--  ^ key-of-integer
    small smallint GENERATED ALWAYS AS IDENTITY,
--  ^ key-of-integer
    code char(2),
--  ^ column-of-char
    at timestamp(3),
--  ^ column-of-timestamp
    price money,
--  ^ column-of-money
    body json[],
--  ^ column-of-json
    name varchar(20) NOT NULL,
--  ^ column-of-limited-varchar
    count int,
    "userId" bigint,
--  ^ name-needs-quotes
    "user" text
--  ^ name-needs-quotes
);
CREATE TABLE app.odd_notes (odd_id int PRIMARY KEY REFERENCES app.odd);
ALTER TABLE app.odd ALTER COLUMN body TYPE json USING NULL, ADD COLUMN seen_at timestamp;
--                  ^ column-of-json
--                                                                     ^ column-of-timestamp
CREATE INDEX ON app.odd (name);
-- ^ index-without-name
CREATE INDEX CONCURRENTLY ON app.odd (name);
-- ^ index-without-name
CREATE INDEX odd_wide ON app.odd (id, old, small, code);
-- ^ index-of-many-columns
CREATE TABLE nowhere (id bigint PRIMARY KEY);
-- ^ name-without-schema
CREATE VIEW "app"."Odd" AS SELECT id FROM app.odd;
-- ^ name-needs-quotes
CREATE TYPE app.level AS ENUM ('low', 'high');
CREATE FUNCTION lowest() RETURNS app.level LANGUAGE sql AS 'SELECT ''low''::app.level';
-- ^ name-without-schema
CREATE TABLE app.bare (at timestamptz);
-- ^ table-without-primary-key
CREATE TABLE app.bare_at_first (id bigint);
ALTER TABLE app.bare_at_first ADD PRIMARY KEY (id);
CREATE TABLE app.parted (at date) PARTITION BY RANGE (at);
-- ^ table-without-primary-key
CREATE TABLE app.parted_1 PARTITION OF app.parted DEFAULT;
ALTER TABLE app.odd_notes RENAME TO "oddNotes";
-- ^ name-needs-quotes
COMMIT;

-- next migration
SET lock_timeout = '2s';
SET statement_timeout = '1min';
ALTER TYPE app.level ADD VALUE IF NOT EXISTS 'higher';
-- ^ enum-value-without-place
ALTER TYPE app.level ADD VALUE IF NOT EXISTS 'before' BEFORE 'low';

-- next migration
-- Only the first of a file.
SET lock_timeout = '2s';
ALTER TABLE app.plain ADD COLUMN IF NOT EXISTS a int;
-- ^ timeouts-missing
ALTER TABLE app.plain ADD COLUMN IF NOT EXISTS b int;

-- next migration
SET statement_timeout = '2s';
CREATE SCHEMA IF NOT EXISTS more;
-- ^ timeouts-missing
SET lock_timeout = '2s';
CREATE SCHEMA again;
-- ^ if-exists-missing
ALTER TABLE app.plain ADD COLUMN c int, DROP COLUMN b;
--                    ^ if-exists-missing
--                                      ^ if-exists-missing
DROP TABLE app.bare, app.bare_at_first;
-- ^ if-exists-missing
DROP VIEW IF EXISTS app."Odd";
CREATE INDEX CONCURRENTLY plain_by_a ON app.plain (a);
CREATE OR REPLACE VIEW app.odd_view AS SELECT id FROM app.odd;
SELECT 1;
