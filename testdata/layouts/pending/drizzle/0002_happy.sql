-- The value is not committed, users is still locked, and nobody can see visits yet.
UPDATE users SET mood = 'happy' WHERE id = 1;
--> statement-breakpoint
CREATE INDEX orders_user_id ON orders (user_id);
--> statement-breakpoint
CREATE INDEX visits_user_id ON visits (user_id);
