CREATE INDEX CONCURRENTLY invoices_tenant_id_issued_idx ON billing.invoices (tenant_id, issued DESC);
