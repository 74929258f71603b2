ALTER TABLE patients VALIDATE CONSTRAINT patients_born_there;
