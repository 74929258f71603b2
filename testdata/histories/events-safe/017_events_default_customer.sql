CREATE INDEX CONCURRENTLY events_default_expr_idx ON events_default ((body ->> 'customer')) WHERE actor IS NOT NULL;
