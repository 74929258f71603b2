SET lock_timeout = '2s';

ALTER TABLE billing.invoices ADD CONSTRAINT invoices_tenant_id_given
    CHECK (tenant_id IS NOT NULL) NOT VALID;

ALTER TABLE billing.invoices ADD CONSTRAINT invoices_tenant_id_fkey
    FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants NOT VALID;
