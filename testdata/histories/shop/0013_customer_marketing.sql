ALTER TABLE customers
    ADD COLUMN marketing boolean NOT NULL DEFAULT false,
    ADD COLUMN referrer_id int REFERENCES customers (id) ON DELETE SET NULL,
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}';

CREATE INDEX customers_tags ON customers USING gin (tags);
