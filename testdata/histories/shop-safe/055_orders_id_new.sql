-- Order numbers run out of int. Wider columns grow beside the old ones.
SET lock_timeout = '2s';

ALTER TABLE orders ADD COLUMN id_new bigint;

ALTER TABLE order_lines ADD COLUMN order_id_new bigint;

ALTER TABLE payments ADD COLUMN order_id_new bigint;

CREATE FUNCTION widen_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id_new := NEW.id;
    RETURN NEW;
END
$$;

CREATE FUNCTION widen_order_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.order_id_new := NEW.order_id;
    RETURN NEW;
END
$$;

CREATE TRIGGER orders_widen BEFORE INSERT OR UPDATE ON orders
    FOR EACH ROW EXECUTE FUNCTION widen_id();

CREATE TRIGGER order_lines_widen BEFORE INSERT OR UPDATE ON order_lines
    FOR EACH ROW EXECUTE FUNCTION widen_order_id();

CREATE TRIGGER payments_widen BEFORE INSERT OR UPDATE ON payments
    FOR EACH ROW EXECUTE FUNCTION widen_order_id();
