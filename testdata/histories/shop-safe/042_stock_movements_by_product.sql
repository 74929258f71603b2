CREATE INDEX CONCURRENTLY stock_movements_product_id_at_idx ON stock_movements (product_id, at);
