-- The narrow ids have only been kept for a way back, and four releases went well.
SET lock_timeout = '2s';

ALTER TABLE payments DROP COLUMN order_id_old;

ALTER TABLE order_lines DROP COLUMN order_id_old;

ALTER TABLE orders DROP COLUMN id_old;
