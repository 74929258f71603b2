BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER invoices_tenant ON billing.invoices;
DROP FUNCTION billing.invoices_keep_tenant();
ALTER TABLE billing.invoices DROP COLUMN tenant;
COMMIT;
