SET lock_timeout = '2s';

ALTER INDEX events_2024_class_idx ATTACH PARTITION events_2024_orders_class_idx;

ALTER INDEX events_2024_class_idx ATTACH PARTITION events_2024_rest_class_idx;

ALTER INDEX events_2024_class_idx ATTACH PARTITION events_2024_users_class_idx;

ALTER INDEX events_class ATTACH PARTITION events_2025_class_idx;

ALTER INDEX events_class ATTACH PARTITION events_default_class_idx;
