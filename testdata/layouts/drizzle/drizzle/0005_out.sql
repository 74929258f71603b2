COMMIT;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY users_email2 ON users (email);
--> statement-breakpoint
SELECT 1; REINDEX TABLE CONCURRENTLY users;
