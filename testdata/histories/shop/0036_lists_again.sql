DROP TABLE gift_lists;

ALTER TABLE list_items DROP COLUMN warehouse;

ALTER TABLE list_items ADD PRIMARY KEY (list_id, product_id);

ALTER TABLE list_items ADD FOREIGN KEY (list_id) REFERENCES lists ON DELETE CASCADE;
