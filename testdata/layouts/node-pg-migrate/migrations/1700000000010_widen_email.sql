-- Up Migration
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

-- Down Migration
ALTER TABLE users ALTER COLUMN email TYPE varchar(100);
