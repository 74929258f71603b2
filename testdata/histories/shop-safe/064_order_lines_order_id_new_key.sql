SET lock_timeout = '2s';

ALTER TABLE order_lines ADD CONSTRAINT order_lines_order_id_new_fkey
    FOREIGN KEY (order_id_new) REFERENCES orders (id_new)
    ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
