SET lock_timeout = '2s';

ALTER TABLE payments ADD CONSTRAINT payments_method_given CHECK (method_new IS NOT NULL) NOT VALID;
