SET lock_timeout = '2s';

ALTER INDEX events_2024_expr_idx ATTACH PARTITION events_2024_orders_expr_idx;

ALTER INDEX events_2024_expr_idx ATTACH PARTITION events_2024_rest_expr_idx;

ALTER INDEX events_expr_idx ATTACH PARTITION events_2023_expr_idx;

ALTER INDEX events_expr_idx ATTACH PARTITION events_default_expr_idx;
