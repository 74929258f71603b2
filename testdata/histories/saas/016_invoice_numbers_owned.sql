ALTER SEQUENCE billing.invoice_numbers OWNED BY billing.invoices.number;
