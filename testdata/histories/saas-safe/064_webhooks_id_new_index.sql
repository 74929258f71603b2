CREATE UNIQUE INDEX CONCURRENTLY webhooks_id_new ON app.webhooks (id_new);
