ALTER TABLE archive.events_2023 DROP COLUMN origin, ALTER COLUMN position DROP DEFAULT;

DROP INDEX archive.events_2023_actor;

ALTER TABLE archive.events_2023 RENAME TO events_until_2023;
