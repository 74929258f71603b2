ALTER TABLE stock_movements ADD PRIMARY KEY (id);

CREATE INDEX ON stock_movements (product_id, at);
