SET lock_timeout = '2s';

CREATE TYPE address_kind AS ENUM ('billing', 'shipping');

CREATE TABLE addresses (
    id bigserial PRIMARY KEY,
    customer_id int NOT NULL REFERENCES customers ON DELETE CASCADE,
    kind address_kind NOT NULL DEFAULT 'shipping',
    line1 text NOT NULL,
    line2 text,
    city text NOT NULL,
    postcode char(10),
    country char(2) NOT NULL DEFAULT 'DE'
);

CREATE INDEX ON addresses (customer_id);
