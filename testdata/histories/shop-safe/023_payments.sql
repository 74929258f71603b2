SET lock_timeout = '2s';

CREATE SEQUENCE payment_numbers AS bigint START 1000;

CREATE TABLE payments (
    number bigint PRIMARY KEY DEFAULT nextval('payment_numbers'),
    order_id int NOT NULL REFERENCES orders,
    amount numeric(12, 2) NOT NULL CONSTRAINT positive CHECK (amount > 0),
    method text NOT NULL,
    paid_at timestamptz
);

ALTER SEQUENCE payment_numbers OWNED BY payments.number;
