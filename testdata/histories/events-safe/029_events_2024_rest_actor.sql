CREATE INDEX CONCURRENTLY events_2024_rest_actor_recorded_at_idx ON events_2024_rest (actor, recorded_at);
