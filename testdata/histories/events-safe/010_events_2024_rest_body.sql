CREATE INDEX CONCURRENTLY events_2024_rest_body_idx ON events_2024_rest USING gin (body jsonb_path_ops);
