CREATE INDEX CONCURRENTLY events_2023_expr_idx ON events_2023 ((body ->> 'customer')) WHERE actor IS NOT NULL;
