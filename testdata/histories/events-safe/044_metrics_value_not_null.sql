BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE metrics ALTER COLUMN value SET NOT NULL;
ALTER TABLE metrics DROP CONSTRAINT metrics_value_given;
COMMIT;
