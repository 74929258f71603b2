-- The third table under lock. NULLS NOT DISTINCT is of 15, and virtual columns are of 18: the file is read twice.
ALTER TABLE orders ADD COLUMN total int;
--> statement-breakpoint
ALTER TABLE carts ADD COLUMN total int;
--> statement-breakpoint
ALTER TABLE visits ADD COLUMN twice int GENERATED ALWAYS AS (user_id * 2) VIRTUAL;
