CREATE UNIQUE INDEX CONCURRENTLY order_lines_order_id_new ON order_lines (order_id_new, line);
