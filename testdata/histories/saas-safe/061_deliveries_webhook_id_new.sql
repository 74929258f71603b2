BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE app.deliveries ADD COLUMN webhook_id_new bigint NOT NULL DEFAULT 0;

CREATE FUNCTION app.widen_webhook_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.webhook_id_new := NEW.webhook_id;
    RETURN NEW;
END
$$;

CREATE TRIGGER deliveries_widen BEFORE INSERT OR UPDATE ON app.deliveries
    FOR EACH ROW EXECUTE FUNCTION app.widen_webhook_id();
COMMIT;
