BEGIN;
ALTER TABLE events ADD COLUMN correlation uuid;
CREATE INDEX events_correlation ON events (correlation) WHERE correlation IS NOT NULL;
SAVEPOINT s;
DROP TABLE metrics_small;
ROLLBACK TO s;
RELEASE s;
COMMIT;
