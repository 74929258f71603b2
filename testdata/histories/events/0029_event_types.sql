CREATE TYPE event_class AS ENUM ('domain', 'integration');

ALTER TABLE events ADD COLUMN class event_class NOT NULL DEFAULT 'domain';

CREATE INDEX events_class ON events (class) WHERE class <> 'domain';
