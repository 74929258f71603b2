SET lock_timeout = '2s';

CREATE TABLE lists (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id int NOT NULL REFERENCES customers,
    title text DEFAULT 'My list'
);

CREATE TABLE list_items (
    product_id int NOT NULL,
    quantity int NOT NULL DEFAULT 0,
    list_id int NOT NULL,
    noted timestamptz
);
