-- // index email
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY users_email ON users (email);

-- //@UNDO
DROP INDEX users_email;
