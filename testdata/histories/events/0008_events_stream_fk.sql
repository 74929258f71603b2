ALTER TABLE events ADD CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id);
