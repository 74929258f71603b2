CREATE UNIQUE INDEX CONCURRENTLY list_items_pkey ON list_items (list_id, product_id);
