CREATE INDEX CONCURRENTLY events_2024_orders_actor_recorded_at_idx ON events_2024_orders (actor, recorded_at);
