--! Previous: sha1:2
--! Hash: sha1:3

CREATE INDEX CONCURRENTLY users_email ON users (email);
