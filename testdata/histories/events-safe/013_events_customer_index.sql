SET lock_timeout = '2s';

CREATE INDEX events_expr_idx ON ONLY events ((body ->> 'customer')) WHERE actor IS NOT NULL;

CREATE INDEX events_2024_expr_idx ON ONLY events_2024 ((body ->> 'customer')) WHERE actor IS NOT NULL;

ALTER INDEX events_expr_idx ATTACH PARTITION events_2024_expr_idx;
