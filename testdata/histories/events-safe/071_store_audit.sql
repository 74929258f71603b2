BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE audit SET SCHEMA store;
CREATE VIEW audit AS SELECT * FROM store.audit;
COMMIT;
