CREATE INDEX CONCURRENTLY events_2024_orders_class_idx ON events_2024_orders (class) WHERE class <> 'domain';
