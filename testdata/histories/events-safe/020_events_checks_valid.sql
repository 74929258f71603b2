ALTER TABLE events VALIDATE CONSTRAINT events_version_positive;

ALTER TABLE events VALIDATE CONSTRAINT events_type_check;
