SET lock_timeout = '2s';

CREATE FUNCTION note_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stock <> OLD.stock THEN
        INSERT INTO stock_movements (product_id, change) VALUES (NEW.id, NEW.stock - OLD.stock);
    END IF;
    RETURN NEW;
END;
$$;

CREATE TABLE stock_movements (
    id bigserial,
    product_id int NOT NULL REFERENCES products,
    change int NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER products_stock AFTER UPDATE OF stock ON products
    FOR EACH ROW EXECUTE FUNCTION note_stock();
