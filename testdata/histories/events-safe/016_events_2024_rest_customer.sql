CREATE INDEX CONCURRENTLY events_2024_rest_expr_idx ON events_2024_rest ((body ->> 'customer')) WHERE actor IS NOT NULL;
