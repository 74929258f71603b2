BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE tenancy.invitations SET SCHEMA app;
CREATE VIEW tenancy.invitations AS SELECT * FROM app.invitations;
COMMIT;
