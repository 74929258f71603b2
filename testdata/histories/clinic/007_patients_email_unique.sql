SET lock_timeout = '2s';

ALTER TABLE patients ADD CONSTRAINT patients_email UNIQUE USING INDEX patients_email;
