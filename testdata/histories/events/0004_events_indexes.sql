CREATE UNIQUE INDEX events_stream_version ON events (stream_id, version, recorded_at, type);

CREATE INDEX ON events (type);
