ALTER TABLE orders ALTER COLUMN customer_id DROP NOT NULL;

ALTER TABLE orders ADD COLUMN guest_email text,
    ADD CONSTRAINT someone_ordered CHECK (customer_id IS NOT NULL OR guest_email IS NOT NULL);
