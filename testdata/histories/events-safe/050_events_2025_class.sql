CREATE INDEX CONCURRENTLY events_2025_class_idx ON events_2025 (class) WHERE class <> 'domain';
