-- Release 27 was the last one that read "total".
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER orders_total ON orders;
DROP FUNCTION orders_keep_total();
ALTER TABLE orders DROP COLUMN total;
COMMIT;
