SET lock_timeout = '2s';

ALTER TABLE appointments
    ADD CONSTRAINT appointments_state CHECK (state IN ('booked', 'met', 'missed')) NOT VALID;
