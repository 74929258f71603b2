-- The view reads the column, so it goes and comes back.
BEGIN;
DROP VIEW order_overview;
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
ALTER TABLE order_lines ALTER COLUMN order_id TYPE bigint;
ALTER TABLE payments ALTER COLUMN order_id TYPE bigint;
CREATE VIEW order_overview AS
    SELECT o.id, c.name, o.status, o.total_amount
    FROM orders o JOIN customers c ON c.id = o.customer_id;
COMMIT;
