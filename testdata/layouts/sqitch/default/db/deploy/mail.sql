-- Deploy shop:mail to pg

BEGIN;

ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

COMMIT;
