BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER members_role ON tenancy.members;
DROP FUNCTION tenancy.members_keep_role();
ALTER TABLE tenancy.members RENAME COLUMN role TO role_old;
ALTER TABLE tenancy.members RENAME COLUMN role_new TO role;
COMMIT;
