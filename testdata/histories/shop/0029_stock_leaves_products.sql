DROP TRIGGER products_stock ON products;

DROP FUNCTION note_stock();

ALTER TABLE products DROP COLUMN stock;
