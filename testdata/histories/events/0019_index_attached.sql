ALTER INDEX events_actor ATTACH PARTITION events_2023_actor;

ALTER INDEX events_actor ATTACH PARTITION events_2025_actor;

ALTER INDEX events_actor ATTACH PARTITION events_default_actor;
