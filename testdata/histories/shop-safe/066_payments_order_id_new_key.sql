SET lock_timeout = '2s';

ALTER TABLE payments ADD CONSTRAINT payments_order_id_new_fkey
    FOREIGN KEY (order_id_new) REFERENCES orders (id_new) NOT VALID;
