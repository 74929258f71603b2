CREATE INDEX CONCURRENTLY events_default_class_idx ON events_default (class) WHERE class <> 'domain';
