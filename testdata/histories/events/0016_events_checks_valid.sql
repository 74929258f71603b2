ALTER TABLE events VALIDATE CONSTRAINT events_type_check;
