CREATE INDEX CONCURRENTLY events_2024_orders_correlation_idx ON events_2024_orders (correlation) WHERE correlation IS NOT NULL;
