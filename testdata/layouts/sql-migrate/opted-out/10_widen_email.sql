-- +migrate Up notransaction
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

-- +migrate Down
ALTER TABLE users ALTER COLUMN email TYPE varchar(100);
