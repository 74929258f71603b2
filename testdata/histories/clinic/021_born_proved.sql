SET lock_timeout = '2s';

ALTER TABLE patients ADD CONSTRAINT patients_born_there CHECK (born IS NOT NULL) NOT VALID;
