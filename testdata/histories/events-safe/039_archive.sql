-- CONCURRENTLY is refused where there is a default partition.
SET lock_timeout = '2s';

CREATE SCHEMA archive;

ALTER TABLE events DETACH PARTITION events_2023;
