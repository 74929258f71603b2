-- No version reads products.stock since release 50.
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER products_stock ON products;
DROP TRIGGER products_copy_stock ON products;
DROP FUNCTION note_stock();
DROP FUNCTION copy_stock();
ALTER TABLE products DROP COLUMN stock;
COMMIT;
