SET lock_timeout = '2s';

ALTER TABLE stock_movements ADD PRIMARY KEY USING INDEX stock_movements_pkey;
