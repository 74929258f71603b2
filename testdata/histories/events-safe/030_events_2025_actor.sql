CREATE INDEX CONCURRENTLY events_2025_actor ON events_2025 (actor, recorded_at);
