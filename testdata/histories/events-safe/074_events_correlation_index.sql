SET lock_timeout = '2s';

CREATE INDEX events_correlation ON ONLY events (correlation) WHERE correlation IS NOT NULL;

CREATE INDEX events_2024_correlation_idx ON ONLY events_2024 (correlation) WHERE correlation IS NOT NULL;

CREATE INDEX events_2026_correlation_idx ON ONLY events_2026 (correlation) WHERE correlation IS NOT NULL;

ALTER INDEX events_correlation ATTACH PARTITION events_2024_correlation_idx;

ALTER INDEX events_correlation ATTACH PARTITION events_2026_correlation_idx;
