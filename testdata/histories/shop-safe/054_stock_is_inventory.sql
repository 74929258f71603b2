-- The version still running goes on with a view of the old shape.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE stock RENAME TO inventory;
ALTER TABLE inventory RENAME pieces TO quantity;
ALTER INDEX stock_pk RENAME TO inventory_pkey;
CREATE VIEW stock AS SELECT product_id, warehouse, quantity AS pieces FROM inventory;
COMMIT;
