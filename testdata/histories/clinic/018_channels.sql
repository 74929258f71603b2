CREATE TYPE channel AS ENUM ('mail', 'phone');

CREATE TABLE templates (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel channel NOT NULL,
    body text NOT NULL
);
