CREATE UNIQUE INDEX CONCURRENTLY stock_movements_pkey ON stock_movements (id);
