ALTER TABLE orders ADD CONSTRAINT orders_placed_at_set CHECK (placed_at IS NOT NULL) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_placed_at_set;

ALTER TABLE orders ALTER COLUMN placed_at SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_placed_at_set;
