-- The shop as it was first deployed.
BEGIN;

CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped');

CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    email varchar(80) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    status order_status NOT NULL DEFAULT 'open',
    total numeric(10, 2) NOT NULL,
    note text
);

-- Both tables are new here, so nobody waits for this.
CREATE INDEX orders_customer_id ON orders (customer_id);

COMMIT;
