-- Nothing has named it for four releases: pg_stat_statements says so.
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP VIEW tenancy.invitations, tenancy.tenants, tenancy.users, tenancy.members;
DROP SCHEMA tenancy;
COMMIT;
