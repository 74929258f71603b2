SET lock_timeout = '2s';

CREATE INDEX events_actor ON ONLY events (actor, recorded_at);

CREATE INDEX events_2024_actor ON ONLY events_2024 (actor, recorded_at);

ALTER INDEX events_actor ATTACH PARTITION events_2024_actor;
