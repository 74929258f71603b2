-- Alone in its file, since it can't run in a transaction, and so that it can be run again.
CREATE INDEX CONCURRENTLY orders_status ON orders (status);
