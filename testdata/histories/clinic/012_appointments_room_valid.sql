ALTER TABLE appointments VALIDATE CONSTRAINT appointments_room;
