UPDATE orders SET status_new = status::order_status
    WHERE id BETWEEN 1 AND 10000 AND status_new::text <> status;

UPDATE orders SET status_new = status::order_status
    WHERE id BETWEEN 10001 AND 20000 AND status_new::text <> status;
