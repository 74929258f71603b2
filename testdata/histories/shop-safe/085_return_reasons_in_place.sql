BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER returns_reason ON returns;
DROP FUNCTION returns_keep_reason();
ALTER TABLE returns RENAME COLUMN reason TO reason_old;
ALTER TABLE returns RENAME COLUMN reason_new TO reason;
COMMIT;
