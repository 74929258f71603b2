--! Previous: sha1:1
--! Hash: sha1:2

--! no-transaction
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
