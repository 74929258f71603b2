UPDATE payments SET order_id_new = order_id
    WHERE order_id BETWEEN 1 AND 15000 AND order_id_new IS NULL;

UPDATE payments SET order_id_new = order_id
    WHERE order_id BETWEEN 15001 AND 30000 AND order_id_new IS NULL;
