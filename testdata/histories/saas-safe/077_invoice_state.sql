SET lock_timeout = '2s';

CREATE TYPE billing.invoice_state AS ENUM ('draft', 'open', 'paid', 'void');

ALTER TABLE billing.invoices ADD COLUMN state billing.invoice_state NOT NULL DEFAULT 'draft';
