SET lock_timeout = '2s';

ALTER TABLE accounts.tenants ADD CONSTRAINT owned CHECK (owner_id IS NOT NULL) NOT VALID;
