CREATE INDEX CONCURRENTLY appointments_room_id ON appointments (room_id);
