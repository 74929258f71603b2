-- Ends the tool's transaction by itself; what follows runs without one.
COMMIT;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY carts_total ON carts (total);
