SET lock_timeout = '2s';

ALTER TABLE events ADD CONSTRAINT events_version_positive CHECK (version > 0) NOT VALID;

ALTER TABLE events ADD CHECK (type <> '') NOT VALID;
