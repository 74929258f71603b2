-- Children first: from here on their key is the wide one.
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER order_lines_widen ON order_lines;
ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_id_fkey;
ALTER TABLE order_lines DROP CONSTRAINT order_lines_pkey;
ALTER TABLE order_lines ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE order_lines RENAME COLUMN order_id TO order_id_old;
ALTER TABLE order_lines RENAME COLUMN order_id_new TO order_id;
ALTER TABLE order_lines
    ADD CONSTRAINT order_lines_pkey PRIMARY KEY USING INDEX order_lines_order_id_new;
ALTER TABLE order_lines RENAME CONSTRAINT order_lines_order_id_new_fkey TO order_lines_order_id_fkey;
COMMIT;
