CREATE TABLE sensors (
    id int PRIMARY KEY,
    site text NOT NULL,
    seen timestamptz DEFAULT now(),
    CONSTRAINT placed CHECK (site <> '')
);

CREATE TABLE mobile_sensors (
    battery numeric(3, 2) CHECK (battery BETWEEN 0 AND 1),
    site text NOT NULL DEFAULT 'unknown'
) INHERITS (sensors);
