SET lock_timeout = '2s';

ALTER TABLE customers ADD CONSTRAINT customers_phone_digits
    CHECK (phone ~ '^[0-9+ ]*$') NOT VALID;
