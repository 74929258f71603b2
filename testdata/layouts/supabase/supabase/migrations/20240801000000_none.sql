-- pg-delta: transaction=false
ALTER TABLE users ADD CONSTRAINT n CHECK (age > 1) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT n;
