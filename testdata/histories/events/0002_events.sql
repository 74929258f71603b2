CREATE SEQUENCE event_positions AS bigint CACHE 100;

CREATE TABLE events (
    position bigint NOT NULL DEFAULT nextval('event_positions'),
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    body jsonb NOT NULL DEFAULT '{}',
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (position, recorded_at, type)
) PARTITION BY RANGE (recorded_at);
