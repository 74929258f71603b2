CREATE TABLE lists (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id int NOT NULL REFERENCES customers,
    title text DEFAULT 'My list'
);

CREATE TABLE gift_lists (
    occasion date NOT NULL
) INHERITS (lists);

CREATE TABLE list_items (LIKE inventory INCLUDING DEFAULTS, list_id int NOT NULL, noted timestamptz);
