-- All that the parent has, so that nothing is built when it is attached.
SET lock_timeout = '2s';

CREATE TABLE events_2025 (
    LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
    CONSTRAINT events_2025_pk PRIMARY KEY (position, recorded_at, type),
    CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id)
);

CREATE UNIQUE INDEX events_2025_once ON events_2025 (stream_id, version, recorded_at, type);

CREATE INDEX events_2025_types ON events_2025 (type);

CREATE INDEX events_2025_body_idx ON events_2025 USING gin (body jsonb_path_ops);

CREATE INDEX events_2025_expr_idx ON events_2025 ((body ->> 'customer')) WHERE actor IS NOT NULL;
