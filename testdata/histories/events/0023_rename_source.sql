ALTER TABLE events RENAME COLUMN source TO origin;

ALTER TABLE events ALTER COLUMN origin SET DEFAULT 'api';
