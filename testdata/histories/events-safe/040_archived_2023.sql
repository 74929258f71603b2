SET lock_timeout = '2s';

ALTER TABLE events_2023 SET SCHEMA archive;
