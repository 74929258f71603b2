BEGIN;
--
-- Alter field email on user
--
ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(10);
COMMIT;
