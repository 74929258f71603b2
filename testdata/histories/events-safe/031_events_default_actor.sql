CREATE INDEX CONCURRENTLY events_default_actor ON events_default (actor, recorded_at);
