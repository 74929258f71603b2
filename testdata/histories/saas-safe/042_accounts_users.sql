BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE tenancy.users SET SCHEMA accounts;
CREATE VIEW tenancy.users AS SELECT * FROM accounts.users;
COMMIT;
