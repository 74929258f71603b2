ALTER TABLE orders VALIDATE CONSTRAINT someone_ordered;
