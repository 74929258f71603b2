SET lock_timeout = '2s';

ALTER TABLE orders ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_id_new_given;

ALTER TABLE order_lines ALTER COLUMN order_id_new SET NOT NULL;

ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_id_new_given;

ALTER TABLE payments ALTER COLUMN order_id_new SET NOT NULL;

ALTER TABLE payments DROP CONSTRAINT payments_order_id_new_given;
