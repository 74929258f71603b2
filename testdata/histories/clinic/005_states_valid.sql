ALTER TABLE appointments VALIDATE CONSTRAINT appointments_state;
