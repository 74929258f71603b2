SET lock_timeout = '2s';

ALTER INDEX events_2024_body_idx ATTACH PARTITION events_2024_orders_body_idx;

ALTER INDEX events_2024_body_idx ATTACH PARTITION events_2024_rest_body_idx;

ALTER INDEX events_body ATTACH PARTITION events_2023_body_idx;

ALTER INDEX events_body ATTACH PARTITION events_default_body_idx;
