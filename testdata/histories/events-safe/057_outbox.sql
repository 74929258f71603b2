SET lock_timeout = '2s';

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    event_position bigint NOT NULL,
    event_recorded_at timestamptz NOT NULL,
    event_type text NOT NULL,
    topic text NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (id),
    CONSTRAINT outbox_event FOREIGN KEY (event_position, event_recorded_at, event_type) REFERENCES events
);

CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
