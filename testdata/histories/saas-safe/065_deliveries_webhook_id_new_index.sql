CREATE UNIQUE INDEX CONCURRENTLY deliveries_webhook_id_new ON app.deliveries (webhook_id_new, at);
