BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE app.webhooks ADD COLUMN id_new bigint NOT NULL DEFAULT 0;

CREATE FUNCTION app.widen_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id_new := NEW.id;
    RETURN NEW;
END
$$;

CREATE TRIGGER webhooks_widen BEFORE INSERT OR UPDATE ON app.webhooks
    FOR EACH ROW EXECUTE FUNCTION app.widen_id();
COMMIT;
