BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION copy_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stock (product_id, warehouse, pieces) VALUES (NEW.id, 'MAIN', NEW.stock)
        ON CONFLICT (product_id, warehouse) DO UPDATE SET pieces = excluded.pieces;
    RETURN NEW;
END
$$;

CREATE TRIGGER products_copy_stock AFTER INSERT OR UPDATE OF stock ON products
    FOR EACH ROW EXECUTE FUNCTION copy_stock();
COMMIT;
