ALTER DOMAIN billing.cents DROP NOT NULL;

ALTER DOMAIN billing.cents DROP DEFAULT;

ALTER TABLE billing.invoice_items ALTER COLUMN amount SET NOT NULL;
