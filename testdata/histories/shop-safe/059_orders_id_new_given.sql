SET lock_timeout = '2s';

ALTER TABLE orders ADD CONSTRAINT orders_id_new_given CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE order_lines ADD CONSTRAINT order_lines_order_id_new_given
    CHECK (order_id_new IS NOT NULL) NOT VALID;

ALTER TABLE payments ADD CONSTRAINT payments_order_id_new_given
    CHECK (order_id_new IS NOT NULL) NOT VALID;
