ALTER TABLE billing.invoices VALIDATE CONSTRAINT invoices_tenant_id_given;

ALTER TABLE billing.invoices VALIDATE CONSTRAINT invoices_tenant_id_fkey;
