CREATE INDEX events_body ON events USING gin (body jsonb_path_ops);

CREATE INDEX ON events ((body ->> 'customer')) WHERE actor IS NOT NULL;
