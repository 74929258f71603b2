CREATE INDEX CONCURRENTLY ON orders (customer_id, placed_at DESC NULLS LAST);

CREATE INDEX CONCURRENTLY order_lines_product ON order_lines USING btree (product_id) WHERE product_id IS NOT NULL;
