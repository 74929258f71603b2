-- At UTC the bytes stay as they are.
SET TIME ZONE 'UTC';
SET lock_timeout = '2s';

ALTER TABLE tenancy.users ALTER COLUMN last_seen TYPE timestamptz;
