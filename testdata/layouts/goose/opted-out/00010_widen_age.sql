-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

-- +goose Down
ALTER TABLE users ALTER COLUMN email TYPE text;
