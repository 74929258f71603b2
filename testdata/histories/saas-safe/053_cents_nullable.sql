SET lock_timeout = '2s';

ALTER DOMAIN billing.cents DROP NOT NULL;

ALTER DOMAIN billing.cents DROP DEFAULT;

ALTER TABLE billing.invoice_items ADD CONSTRAINT invoice_items_amount_given
    CHECK (amount IS NOT NULL) NOT VALID;
