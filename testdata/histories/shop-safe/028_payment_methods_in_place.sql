-- The names change places, and both columns read and write alike.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE payments ALTER COLUMN method_new SET NOT NULL;
ALTER TABLE payments DROP CONSTRAINT payments_method_given;
DROP TRIGGER payments_method ON payments;
DROP FUNCTION payments_keep_method();
ALTER TABLE payments RENAME COLUMN method TO method_old;
ALTER TABLE payments RENAME COLUMN method_new TO method;
ALTER TABLE payments ALTER COLUMN method_old DROP NOT NULL;
COMMIT;
