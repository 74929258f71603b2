BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TABLE orders (
    id serial,
    customer_id int NOT NULL REFERENCES customers (id),
    status varchar(20) NOT NULL DEFAULT 'new',
    placed_at timestamp DEFAULT CURRENT_TIMESTAMP,
    total decimal(10, 2),
    CONSTRAINT orders_pk PRIMARY KEY (id)
);

CREATE TABLE order_lines (
    order_id int NOT NULL REFERENCES orders ON DELETE CASCADE ON UPDATE CASCADE,
    line smallint NOT NULL,
    product_id int REFERENCES products ON DELETE SET NULL,
    quantity int NOT NULL DEFAULT 1 CHECK (quantity > 0),
    price numeric(8, 2) NOT NULL,
    PRIMARY KEY (order_id, line)
);

COMMIT;
