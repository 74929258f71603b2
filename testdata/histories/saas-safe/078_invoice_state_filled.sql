UPDATE billing.invoices SET state = CASE WHEN paid THEN 'paid'::billing.invoice_state ELSE 'open' END
    WHERE number BETWEEN 1 AND 10000 AND state = 'draft';

UPDATE billing.invoices SET state = CASE WHEN paid THEN 'paid'::billing.invoice_state ELSE 'open' END
    WHERE number BETWEEN 10001 AND 20000 AND state = 'draft';
