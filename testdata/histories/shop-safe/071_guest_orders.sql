SET lock_timeout = '2s';

ALTER TABLE orders ALTER COLUMN customer_id DROP NOT NULL;

ALTER TABLE orders ADD COLUMN guest_email text;

ALTER TABLE orders ADD CONSTRAINT someone_ordered
    CHECK (customer_id IS NOT NULL OR guest_email IS NOT NULL) NOT VALID;
