CREATE TABLE notes (id bigint PRIMARY KEY)
--> statement-breakpoint
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
