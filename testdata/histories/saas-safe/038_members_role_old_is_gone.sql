BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE tenancy.members DROP COLUMN role_old;
DROP TYPE tenancy.role;
COMMIT;
