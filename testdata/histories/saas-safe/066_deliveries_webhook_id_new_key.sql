SET lock_timeout = '2s';

ALTER TABLE app.deliveries ADD CONSTRAINT deliveries_webhook_id_new_fkey
    FOREIGN KEY (webhook_id_new) REFERENCES app.webhooks (id_new) ON DELETE CASCADE NOT VALID;
