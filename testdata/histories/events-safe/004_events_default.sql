SET lock_timeout = '2s';

CREATE TABLE events_default (
    LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES,
    CONSTRAINT events_stream FOREIGN KEY (stream_id) REFERENCES streams (id)
);

ALTER TABLE events ATTACH PARTITION events_default DEFAULT;
