SET lock_timeout = '2s';

ALTER SEQUENCE billing.invoice_numbers OWNED BY billing.invoices.number;
