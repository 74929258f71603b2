-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY users_id_email ON users (id, email);
-- migrate:down
DROP INDEX users_id_email;
-- migrate:up
REINDEX TABLE CONCURRENTLY users;
-- migrate:down
