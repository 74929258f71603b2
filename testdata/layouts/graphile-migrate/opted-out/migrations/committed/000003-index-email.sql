--! Previous: sha1:2
--! Hash: sha1:3

--! no-transaction
CREATE INDEX CONCURRENTLY users_email ON users (email);
