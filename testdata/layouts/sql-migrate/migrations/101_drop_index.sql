-- +migrate Up
ALTER TABLE users ALTER COLUMN email TYPE varchar(400);
DROP INDEX CONCURRENTLY users_email;

-- +migrate Down
DROP INDEX CONCURRENTLY (users_email);
