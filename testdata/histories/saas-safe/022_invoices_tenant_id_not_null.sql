BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE billing.invoices ALTER COLUMN tenant_id SET NOT NULL;
ALTER TABLE billing.invoices DROP CONSTRAINT invoices_tenant_id_given;
ALTER TABLE billing.invoices ALTER COLUMN tenant DROP NOT NULL;
COMMIT;
