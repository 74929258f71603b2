-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.age := 0;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd
-- +goose StatementBegin
ALTER TABLE users ALTER COLUMN email TYPE varchar(400);
DROP INDEX CONCURRENTLY users_email;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION touch(;
