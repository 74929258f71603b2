CREATE INDEX events_actor ON ONLY events (actor, recorded_at);

CREATE INDEX CONCURRENTLY events_2023_actor ON events_2023 (actor, recorded_at);

CREATE INDEX CONCURRENTLY events_2025_actor ON events_2025 (actor, recorded_at);

CREATE INDEX CONCURRENTLY events_default_actor ON events_default (actor, recorded_at);
