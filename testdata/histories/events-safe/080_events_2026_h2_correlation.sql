CREATE INDEX CONCURRENTLY events_2026_h2_correlation_idx ON events_2026_h2 (correlation) WHERE correlation IS NOT NULL;
