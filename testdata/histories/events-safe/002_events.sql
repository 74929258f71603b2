-- The foreign key is there from the start: no partitioned table takes one NOT VALID.
SET lock_timeout = '2s';

CREATE SEQUENCE event_positions AS bigint CACHE 100;

CREATE TABLE events (
    position bigint NOT NULL DEFAULT nextval('event_positions'),
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    body jsonb NOT NULL DEFAULT '{}',
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (position, recorded_at, type),
    CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id)
) PARTITION BY RANGE (recorded_at);

ALTER SEQUENCE event_positions OWNED BY events.position;

CREATE TABLE events_2023 PARTITION OF events
    FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');

CREATE UNIQUE INDEX events_stream_version ON events (stream_id, version, recorded_at, type);

CREATE INDEX ON events (type);
