SELECT 1;
-- down  migration
ALTER TABLE users ALTER COLUMN email TYPE varchar(100);
