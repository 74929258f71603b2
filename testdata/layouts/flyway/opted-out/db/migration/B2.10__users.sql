CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(30) NOT NULL,
    email varchar(320) NOT NULL
);
ALTER TABLE users ALTER COLUMN name TYPE varchar(5);
