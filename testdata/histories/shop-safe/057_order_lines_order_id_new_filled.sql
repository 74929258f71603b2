UPDATE order_lines SET order_id_new = order_id
    WHERE order_id BETWEEN 1 AND 5000 AND order_id_new IS NULL;

UPDATE order_lines SET order_id_new = order_id
    WHERE order_id BETWEEN 5001 AND 30000 AND order_id_new IS NULL;
