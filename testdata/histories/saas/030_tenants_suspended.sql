ALTER TABLE accounts.tenants
    ADD COLUMN suspended_at timestamptz,
    ADD COLUMN owner_id bigint,
    ADD CONSTRAINT tenants_owner_fk FOREIGN KEY (owner_id) REFERENCES accounts.users (id)
        DEFERRABLE INITIALLY IMMEDIATE;
