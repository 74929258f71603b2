ALTER TABLE events_2025 ADD CONSTRAINT events_2025_pk PRIMARY KEY (position, recorded_at, type);

CREATE UNIQUE INDEX events_2025_once ON events_2025 (stream_id, version, recorded_at, type);

CREATE INDEX CONCURRENTLY events_2025_types ON events_2025 (type);
