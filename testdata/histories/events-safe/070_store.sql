-- What the version still running names stays where it was, as a view.
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE SCHEMA store;
ALTER TABLE subscribers SET SCHEMA store;
CREATE VIEW subscribers AS SELECT * FROM store.subscribers;
COMMIT;
