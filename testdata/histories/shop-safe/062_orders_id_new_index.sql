CREATE UNIQUE INDEX CONCURRENTLY orders_id_new ON orders (id_new);
