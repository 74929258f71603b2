BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts.tenants ALTER COLUMN owner_id SET NOT NULL;
ALTER TABLE accounts.tenants DROP CONSTRAINT owned;
ALTER TABLE accounts.tenants ALTER CONSTRAINT tenants_owner_fk DEFERRABLE INITIALLY DEFERRED;
COMMIT;
