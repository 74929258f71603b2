SET lock_timeout = '2s';

ALTER INDEX events_2024_actor ATTACH PARTITION events_2024_orders_actor_recorded_at_idx;

ALTER INDEX events_2024_actor ATTACH PARTITION events_2024_rest_actor_recorded_at_idx;

ALTER INDEX events_actor ATTACH PARTITION events_2023_actor;

ALTER INDEX events_actor ATTACH PARTITION events_2025_actor;

ALTER INDEX events_actor ATTACH PARTITION events_default_actor;
