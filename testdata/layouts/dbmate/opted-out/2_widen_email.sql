-- migrate:up transaction:false
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

-- migrate:down
ALTER TABLE users ALTER COLUMN email TYPE varchar(100);
