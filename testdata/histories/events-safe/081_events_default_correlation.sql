CREATE INDEX CONCURRENTLY events_default_correlation_idx ON events_default (correlation) WHERE correlation IS NOT NULL;
