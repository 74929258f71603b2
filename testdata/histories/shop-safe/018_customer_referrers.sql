SET lock_timeout = '2s';

ALTER TABLE customers ADD CONSTRAINT customers_referrer_id_fkey
    FOREIGN KEY (referrer_id) REFERENCES customers (id) ON DELETE SET NULL NOT VALID;
