-- Schema "tenancy" becomes "accounts", a table at a time, with a view where it was.
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE SCHEMA accounts;
ALTER TABLE tenancy.tenants SET SCHEMA accounts;
CREATE VIEW tenancy.tenants AS SELECT * FROM accounts.tenants;
COMMIT;
