BEGIN;
ALTER TABLE orders RENAME COLUMN total TO total_amount;
ALTER TABLE orders RENAME CONSTRAINT orders_status_ok TO orders_status_check;
COMMIT;
