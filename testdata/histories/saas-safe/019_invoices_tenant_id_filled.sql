UPDATE billing.invoices SET tenant_id = tenant WHERE number BETWEEN 1 AND 10000 AND tenant_id IS NULL;

UPDATE billing.invoices SET tenant_id = tenant WHERE number BETWEEN 10001 AND 20000 AND tenant_id IS NULL;
