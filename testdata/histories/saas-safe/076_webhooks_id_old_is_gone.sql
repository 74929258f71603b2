SET lock_timeout = '2s';

ALTER TABLE app.deliveries DROP COLUMN webhook_id_old;

ALTER TABLE app.webhooks DROP COLUMN id_old;
