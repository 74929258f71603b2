ALTER TABLE billing.invoices RENAME tenant TO tenant_id;

CREATE INDEX ON billing.invoices (tenant_id, issued DESC);
