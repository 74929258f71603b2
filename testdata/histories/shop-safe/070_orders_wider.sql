BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER orders_widen ON orders;
ALTER SEQUENCE orders_id_seq AS bigint;
ALTER TABLE orders ALTER COLUMN id_new SET DEFAULT nextval('orders_id_seq');
ALTER SEQUENCE orders_id_seq OWNED BY orders.id_new;
ALTER TABLE orders DROP CONSTRAINT orders_pk;
ALTER TABLE orders ALTER COLUMN id DROP NOT NULL, ALTER COLUMN id DROP DEFAULT;
ALTER TABLE orders RENAME COLUMN id TO id_old;
ALTER TABLE orders RENAME COLUMN id_new TO id;
ALTER TABLE orders ADD CONSTRAINT orders_pk PRIMARY KEY USING INDEX orders_id_new;
DROP VIEW order_overview;
CREATE VIEW order_overview AS
    SELECT o.id, c.name, o.status, o.total_amount
    FROM orders o JOIN customers c ON c.id = o.customer_id;
DROP FUNCTION widen_id();
DROP FUNCTION widen_order_id();
COMMIT;
