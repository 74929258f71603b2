ALTER TABLE users ALTER COLUMN email TYPE varchar(400);
--> statement-breakpoint
DROP INDEX CONCURRENTLY users_email;
