-- No version says "source" since release 50.
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER events_origin ON events;
DROP FUNCTION events_keep_origin();
ALTER TABLE events DROP COLUMN source;
COMMIT;
