-- A CHECK is read anew when its column changes: it goes, and comes back in two steps.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE products DROP CONSTRAINT products_price_check;
ALTER TABLE products ALTER COLUMN price TYPE numeric(12, 2);
ALTER TABLE products ADD CONSTRAINT products_price_check CHECK (price >= 0) NOT VALID;
COMMIT;
