BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE tenancy.members SET SCHEMA accounts;
CREATE VIEW tenancy.members AS SELECT * FROM accounts.members;
COMMIT;
