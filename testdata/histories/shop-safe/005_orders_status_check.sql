SET lock_timeout = '2s';

ALTER TABLE orders ADD CONSTRAINT orders_status_ok
    CHECK (status IN ('new', 'paid', 'shipped', 'done', 'cancelled')) NOT VALID;
