-- Friday, 5 p.m.: five ways to stop a shop.
ALTER TABLE customers RENAME COLUMN name TO full_name;

CREATE INDEX customers_email ON customers (email);

ALTER TABLE orders ALTER COLUMN id TYPE bigint;

ALTER TABLE orders ALTER COLUMN note SET NOT NULL;

ALTER TABLE orders
    ADD COLUMN paid_at timestamptz,
    DROP COLUMN status;
