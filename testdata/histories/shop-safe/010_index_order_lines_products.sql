CREATE INDEX CONCURRENTLY order_lines_product ON order_lines USING btree (product_id) WHERE product_id IS NOT NULL;
