BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE billing.invoice_items ALTER COLUMN amount SET NOT NULL;
ALTER TABLE billing.invoice_items DROP CONSTRAINT invoice_items_amount_given;
COMMIT;
