CREATE INDEX CONCURRENTLY invoices_state_idx ON billing.invoices (state)
    WHERE state = 'open'::billing.invoice_state;
