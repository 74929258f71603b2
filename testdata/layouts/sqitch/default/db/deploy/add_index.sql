-- Deploy shop:add_index to pg

BEGIN;

CREATE INDEX CONCURRENTLY users_email ON users (email);

COMMIT;
