CREATE INDEX CONCURRENTLY events_2024_orders_body_idx ON events_2024_orders USING gin (body jsonb_path_ops);
