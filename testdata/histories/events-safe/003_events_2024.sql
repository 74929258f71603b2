-- Made apart with all it needs, and only then attached: the parent is locked for an instant.
SET lock_timeout = '2s';

CREATE TABLE events_2024 (
    LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES,
    CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id)
) PARTITION BY LIST (type);

CREATE TABLE events_2024_orders PARTITION OF events_2024 FOR VALUES IN ('OrderPlaced', 'OrderPaid');

CREATE TABLE events_2024_rest PARTITION OF events_2024 DEFAULT;

ALTER TABLE events ATTACH PARTITION events_2024
    FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');
