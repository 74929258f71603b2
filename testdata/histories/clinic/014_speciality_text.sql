SET lock_timeout = '2s';

ALTER TABLE doctors ALTER COLUMN speciality TYPE text;
