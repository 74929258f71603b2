-- "tenant" becomes "tenant_id", as everywhere else. Both are written for a while.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE billing.invoices ADD COLUMN tenant_id uuid;

CREATE FUNCTION billing.invoices_keep_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tenant_id := coalesce(NEW.tenant_id, NEW.tenant);
    NEW.tenant := NEW.tenant_id;
    RETURN NEW;
END
$$;

CREATE TRIGGER invoices_tenant BEFORE INSERT OR UPDATE ON billing.invoices
    FOR EACH ROW EXECUTE FUNCTION billing.invoices_keep_tenant();
COMMIT;
