CREATE INDEX CONCURRENTLY events_2024_users_class_idx ON events_2024_users (class) WHERE class <> 'domain';
