CREATE INDEX CONCURRENTLY events_2023_body_idx ON events_2023 USING gin (body jsonb_path_ops);
