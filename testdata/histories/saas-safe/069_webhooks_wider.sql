BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER webhooks_widen ON app.webhooks;
DROP FUNCTION app.widen_id();
ALTER TABLE app.webhooks DROP CONSTRAINT webhooks_pkey;
ALTER TABLE app.webhooks ALTER COLUMN id DROP IDENTITY, ALTER COLUMN id DROP NOT NULL;
ALTER TABLE app.webhooks RENAME COLUMN id TO id_old;
ALTER TABLE app.webhooks RENAME COLUMN id_new TO id;
ALTER TABLE app.webhooks ALTER COLUMN id DROP DEFAULT;
ALTER TABLE app.webhooks
    ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 10);
SELECT setval(pg_get_serial_sequence('app.webhooks', 'id'), coalesce(max(id), 10)) FROM app.webhooks;
ALTER TABLE app.webhooks ADD CONSTRAINT webhooks_pkey PRIMARY KEY USING INDEX webhooks_id_new;
COMMIT;
