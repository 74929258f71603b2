CREATE INDEX events_2024_actor ON events_2024 (actor, recorded_at);

ALTER INDEX events_actor ATTACH PARTITION events_2024_actor;
