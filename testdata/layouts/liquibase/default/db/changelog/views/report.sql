-- sqlFile takes it in; on its own it is no changelog
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
