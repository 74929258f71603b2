ALTER TABLE products VALIDATE CONSTRAINT products_active_given;
