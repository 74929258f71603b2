SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY users_name ON users (name);
