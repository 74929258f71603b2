SET lock_timeout = '2s';

ALTER TABLE patients ALTER COLUMN born SET NOT NULL;
ALTER TABLE patients DROP CONSTRAINT patients_born_there;
