BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE products ALTER active SET NOT NULL;
ALTER TABLE products DROP CONSTRAINT products_active_given;
DROP TRIGGER products_weight ON products;
DROP FUNCTION products_keep_weight();
ALTER TABLE products RENAME COLUMN weight TO weight_old;
ALTER TABLE products RENAME COLUMN weight_new TO weight;
COMMIT;
