CREATE INDEX CONCURRENTLY events_2024_rest_correlation_idx ON events_2024_rest (correlation) WHERE correlation IS NOT NULL;
