CREATE INDEX CONCURRENTLY events_2025_correlation_idx ON events_2025 (correlation) WHERE correlation IS NOT NULL;
