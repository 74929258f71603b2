-- Proves that no row of 2025 has got lost there, so that attaching need not look.
SET lock_timeout = '2s';

ALTER TABLE events_default ADD CONSTRAINT events_default_not_2025
    CHECK (recorded_at < '2025-01-01 00:00:00+00' OR recorded_at >= '2026-01-01 00:00:00+00') NOT VALID;
