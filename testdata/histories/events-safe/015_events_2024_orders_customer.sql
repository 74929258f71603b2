CREATE INDEX CONCURRENTLY events_2024_orders_expr_idx ON events_2024_orders ((body ->> 'customer')) WHERE actor IS NOT NULL;
