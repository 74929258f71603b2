-- +migrate Up notransaction
CREATE INDEX CONCURRENTLY users_email ON users (email);

-- +migrate Down
DROP INDEX users_email;
