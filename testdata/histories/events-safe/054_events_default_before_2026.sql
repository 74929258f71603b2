SET lock_timeout = '2s';

ALTER TABLE events_default ADD CONSTRAINT events_default_not_2026
    CHECK (NOT (recorded_at >= '2026-01-01 00:00:00+00' AND recorded_at < '2027-01-01 00:00:00+00')) NOT VALID;
