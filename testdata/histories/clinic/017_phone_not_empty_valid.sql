ALTER TABLE patients VALIDATE CONSTRAINT patients_phone_given;
