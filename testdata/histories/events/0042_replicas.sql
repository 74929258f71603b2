CREATE TABLE sensors (
    id int PRIMARY KEY,
    place text NOT NULL DEFAULT 'unknown',
    CONSTRAINT placed CHECK (place <> '')
);

CREATE TABLE mobile_sensors (
    battery numeric(3, 2) CHECK (battery BETWEEN 0 AND 1)
) INHERITS (sensors);

ALTER TABLE sensors ADD COLUMN seen timestamptz DEFAULT now();

ALTER TABLE sensors RENAME place TO site;
