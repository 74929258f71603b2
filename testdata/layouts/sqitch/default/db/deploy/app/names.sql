-- Deploy shop:app/names to pg
-- requires: app/names@v1

BEGIN;

ALTER TABLE users ALTER COLUMN name TYPE varchar(30);

COMMIT;
