BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE app.api_keys ADD CONSTRAINT api_keys_digest_unique UNIQUE USING INDEX api_keys_digest;
ALTER TABLE app.api_keys ADD CONSTRAINT api_keys_tenant FOREIGN KEY (tenant_id)
    REFERENCES tenancy.tenants NOT VALID;
COMMIT;
