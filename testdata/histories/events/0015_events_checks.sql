ALTER TABLE events ADD CONSTRAINT events_version_positive CHECK (version > 0);

ALTER TABLE events ADD CHECK (type <> '') NOT VALID;
