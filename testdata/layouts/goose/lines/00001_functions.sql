-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION one() RETURNS int AS $$
BEGIN
    RETURN 1;
END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE FUNCTION two() RETURNS int AS $$ SELECT 2; $$ LANGUAGE sql;
CREATE FUNCTION three() RETURNS int AS $$
BEGIN
    RETURN 3; -- here it is cut
END $$ LANGUAGE plpgsql;
CREATE TABLE users (id int);

-- +goose Down
CREATE FUNCTION three() RETURNS int AS $$
BEGIN
    RETURN 3;
END $$ LANGUAGE plpgsql;
