SET lock_timeout = '2s';

ALTER TABLE appointments ALTER COLUMN state SET DEFAULT 'met';
ALTER TABLE appointments ALTER COLUMN room_id SET DEFAULT 1;
