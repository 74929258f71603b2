ALTER TABLE app.webhooks ALTER COLUMN id TYPE bigint;

ALTER TABLE app.deliveries ALTER COLUMN webhook_id TYPE bigint;

ALTER TABLE app.webhooks ALTER COLUMN id SET GENERATED ALWAYS;
