SET TIME ZONE 'UTC';

ALTER TABLE tenancy.users ALTER COLUMN last_seen TYPE timestamptz USING last_seen AT TIME ZONE 'UTC';
