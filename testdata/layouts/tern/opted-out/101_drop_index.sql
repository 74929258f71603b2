---- tern: disable-tx ----

ALTER TABLE users ALTER COLUMN email TYPE varchar(400);
DROP INDEX CONCURRENTLY users_email;

---- create above / drop below ----
DROP INDEX CONCURRENTLY (users_email);
