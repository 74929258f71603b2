-- Deploy shop:add_index to pg

CREATE INDEX CONCURRENTLY users_email ON users (email);
