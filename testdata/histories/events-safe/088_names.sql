-- Of a partition and of indexes: no query says them.
SET lock_timeout = '2s';

ALTER TABLE events_2026 RENAME TO events_this_year;

ALTER INDEX events_body RENAME TO events_body_paths;

ALTER TABLE events RENAME CONSTRAINT events_version_positive TO events_version_check;
