ALTER TABLE list_items VALIDATE CONSTRAINT list_items_list_id_fkey;
