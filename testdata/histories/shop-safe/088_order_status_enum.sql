BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'done', 'cancelled');
ALTER TABLE orders ADD COLUMN status_new order_status NOT NULL DEFAULT 'new';

CREATE FUNCTION orders_keep_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.status_new := NEW.status::order_status;
    RETURN NEW;
END
$$;

CREATE TRIGGER orders_status BEFORE INSERT OR UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION orders_keep_status();
COMMIT;
