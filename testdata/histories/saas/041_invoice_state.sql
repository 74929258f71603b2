BEGIN;
CREATE TYPE billing.invoice_state AS ENUM ('draft', 'open', 'paid', 'void');
ALTER TABLE billing.invoices ADD COLUMN state billing.invoice_state NOT NULL DEFAULT 'draft';
UPDATE billing.invoices SET state = CASE WHEN paid THEN 'paid'::billing.invoice_state ELSE 'open' END;
ALTER TABLE billing.invoices DROP COLUMN paid;
CREATE INDEX ON billing.invoices (state) WHERE state = 'open'::billing.invoice_state;
COMMIT;
