CREATE TABLE fixed_sensors (id int NOT NULL, site text NOT NULL DEFAULT 'roof', seen timestamptz,
    floor smallint, CONSTRAINT placed CHECK (site <> ''));

ALTER TABLE fixed_sensors INHERIT sensors;

ALTER TABLE mobile_sensors NO INHERIT sensors;

ALTER TABLE sensors ALTER COLUMN site DROP DEFAULT;
