SET lock_timeout = '2s';

ALTER TABLE appointments ADD COLUMN room_id int;
ALTER TABLE appointments
    ADD CONSTRAINT appointments_room FOREIGN KEY (room_id) REFERENCES rooms NOT VALID;
