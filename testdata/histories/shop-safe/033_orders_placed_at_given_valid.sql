ALTER TABLE orders VALIDATE CONSTRAINT orders_placed_at_set;
