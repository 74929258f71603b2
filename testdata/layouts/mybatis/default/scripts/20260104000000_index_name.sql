-- // index name
CREATE INDEX CONCURRENTLY users_name ON users (name);

-- //@UNDO
DROP INDEX users_name;
