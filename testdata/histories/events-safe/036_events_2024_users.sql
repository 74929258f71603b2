SET lock_timeout = '2s';

CREATE TABLE events_2024_users (
    LIKE events_2024 INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES,
    CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id)
);

ALTER TABLE events_2024 ATTACH PARTITION events_2024_users FOR VALUES IN ('UserJoined', 'UserLeft');

ALTER TABLE events_2024_rest DROP CONSTRAINT rest_without_users;
