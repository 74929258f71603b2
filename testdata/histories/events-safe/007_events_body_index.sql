SET lock_timeout = '2s';

CREATE INDEX events_body ON ONLY events USING gin (body jsonb_path_ops);

CREATE INDEX events_2024_body_idx ON ONLY events_2024 USING gin (body jsonb_path_ops);

ALTER INDEX events_body ATTACH PARTITION events_2024_body_idx;
