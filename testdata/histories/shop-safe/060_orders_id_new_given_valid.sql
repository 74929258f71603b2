ALTER TABLE orders VALIDATE CONSTRAINT orders_id_new_given;

ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_order_id_new_given;

ALTER TABLE payments VALIDATE CONSTRAINT payments_order_id_new_given;
