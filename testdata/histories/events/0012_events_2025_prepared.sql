-- Filled beforehand, and checked before it joins.
CREATE TABLE events_2025 (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS);

ALTER TABLE events_2025 ADD CONSTRAINT events_2025_range
    CHECK (recorded_at >= '2025-01-01 00:00:00+00' AND recorded_at < '2026-01-01 00:00:00+00');
