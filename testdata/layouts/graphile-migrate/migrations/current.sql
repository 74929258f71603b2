--!include touch.sql
REINDEX TABLE CONCURRENTLY users;
ALTER TABLE users ALTER COLUMN email TYPE varchar(500);
