CREATE INDEX CONCURRENTLY events_2024_users_correlation_idx ON events_2024_users (correlation) WHERE correlation IS NOT NULL;
