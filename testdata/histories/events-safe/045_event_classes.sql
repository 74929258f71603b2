SET lock_timeout = '2s';

CREATE TYPE event_class AS ENUM ('domain', 'integration');

ALTER TABLE events ADD COLUMN class event_class NOT NULL DEFAULT 'domain';
