SET lock_timeout = '2s';

ALTER TABLE list_items ADD CONSTRAINT list_items_pkey PRIMARY KEY USING INDEX list_items_pkey;

ALTER TABLE list_items ADD CONSTRAINT list_items_list_id_fkey
    FOREIGN KEY (list_id) REFERENCES lists ON DELETE CASCADE NOT VALID;
