SET lock_timeout = '2s';

ALTER TABLE orders ADD CONSTRAINT orders_placed_at_set CHECK (placed_at IS NOT NULL) NOT VALID;
