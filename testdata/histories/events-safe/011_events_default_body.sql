CREATE INDEX CONCURRENTLY events_default_body_idx ON events_default USING gin (body jsonb_path_ops);
