UPDATE app.deliveries SET webhook_id_new = webhook_id
    WHERE webhook_id BETWEEN 1 AND 50000 AND webhook_id_new = 0;

UPDATE app.deliveries SET webhook_id_new = webhook_id
    WHERE webhook_id BETWEEN 50001 AND 100000 AND webhook_id_new = 0;
