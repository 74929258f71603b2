SET lock_timeout = '2s';

CREATE TABLE fixed_sensors (id int NOT NULL, site text NOT NULL, seen timestamptz,
    floor smallint, CONSTRAINT placed CHECK (site <> ''));

ALTER TABLE fixed_sensors INHERIT sensors;
