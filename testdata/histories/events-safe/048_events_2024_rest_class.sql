CREATE INDEX CONCURRENTLY events_2024_rest_class_idx ON events_2024_rest (class) WHERE class <> 'domain';
