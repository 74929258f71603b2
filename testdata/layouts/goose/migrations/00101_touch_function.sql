-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.age := 0;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd
ALTER TABLE users ALTER COLUMN email TYPE varchar(400);

-- +goose Down
DROP FUNCTION touch(;
