SET lock_timeout = '2s';

ALTER TABLE patients ADD CONSTRAINT patients_phone_given CHECK (phone <> '') NOT VALID;
