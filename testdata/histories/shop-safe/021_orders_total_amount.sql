-- "total" gets a better name. First both are there, and each write fills both.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN total_amount numeric(12, 2);
ALTER TABLE orders RENAME CONSTRAINT orders_status_ok TO orders_status_check;

CREATE FUNCTION orders_keep_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.total_amount := coalesce(NEW.total_amount, NEW.total);
    ELSIF NEW.total IS DISTINCT FROM OLD.total THEN
        NEW.total_amount := NEW.total;
    END IF;
    NEW.total := NEW.total_amount;
    RETURN NEW;
END
$$;

CREATE TRIGGER orders_total BEFORE INSERT OR UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION orders_keep_total();
COMMIT;
