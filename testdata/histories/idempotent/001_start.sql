CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    nick text
);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL,
    state text NOT NULL DEFAULT 'open',
    total int
);
CREATE SCHEMA audit;
CREATE SEQUENCE numbers;
