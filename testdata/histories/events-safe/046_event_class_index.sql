SET lock_timeout = '2s';

CREATE INDEX events_class ON ONLY events (class) WHERE class <> 'domain';

CREATE INDEX events_2024_class_idx ON ONLY events_2024 (class) WHERE class <> 'domain';

ALTER INDEX events_class ATTACH PARTITION events_2024_class_idx;
