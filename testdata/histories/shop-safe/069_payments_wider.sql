BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER payments_widen ON payments;
ALTER TABLE payments DROP CONSTRAINT payments_order_id_fkey;
ALTER TABLE payments ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE payments RENAME COLUMN order_id TO order_id_old;
ALTER TABLE payments RENAME COLUMN order_id_new TO order_id;
ALTER TABLE payments RENAME CONSTRAINT payments_order_id_new_fkey TO payments_order_id_fkey;
COMMIT;
