CREATE INDEX CONCURRENTLY events_2023_actor ON events_2023 (actor, recorded_at);
