SET lock_timeout = '2s';

ALTER TABLE accounts.tenants
    ADD COLUMN suspended_at timestamptz,
    ADD COLUMN owner_id bigint;

ALTER TABLE accounts.tenants
    ADD CONSTRAINT tenants_owner_fk FOREIGN KEY (owner_id) REFERENCES accounts.users (id)
        DEFERRABLE INITIALLY IMMEDIATE NOT VALID;
