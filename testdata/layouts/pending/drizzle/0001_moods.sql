SET lock_timeout = '2s';
--> statement-breakpoint
ALTER TYPE mood ADD VALUE 'happy';
--> statement-breakpoint
ALTER TABLE users ADD COLUMN email text;
--> statement-breakpoint
CREATE TABLE visits (user_id int);
