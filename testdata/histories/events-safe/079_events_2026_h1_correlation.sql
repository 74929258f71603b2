CREATE INDEX CONCURRENTLY events_2026_h1_correlation_idx ON events_2026_h1 (correlation) WHERE correlation IS NOT NULL;
