-- postgres-migrations disable-transaction
ALTER TABLE users ALTER COLUMN email TYPE varchar(400);
DROP INDEX CONCURRENTLY users_email;
