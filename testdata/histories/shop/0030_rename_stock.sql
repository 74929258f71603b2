ALTER TABLE stock RENAME TO inventory;

ALTER INDEX stock_pk RENAME TO inventory_pkey;

ALTER TABLE inventory RENAME pieces TO quantity;
