-- +goose Up
ALTER TABLE users ADD COLUMN name text;
/* nothing ends it */
ALTER TABLE users ADD COLUMN email text
-- +goose Down
SELECT 1;
