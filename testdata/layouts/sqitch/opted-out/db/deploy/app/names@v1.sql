-- Deploy shop:app/names to pg
-- requires: users

BEGIN;

ALTER TABLE users ALTER COLUMN name TYPE varchar(20);

COMMIT;
