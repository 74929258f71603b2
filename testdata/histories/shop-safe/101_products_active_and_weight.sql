BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE products ADD CONSTRAINT products_active_given CHECK (active IS NOT NULL) NOT VALID;
ALTER TABLE products ADD COLUMN weight_new double precision;

CREATE FUNCTION products_keep_weight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.weight_new := NEW.weight;
    RETURN NEW;
END
$$;

CREATE TRIGGER products_weight BEFORE INSERT OR UPDATE OF weight ON products
    FOR EACH ROW EXECUTE FUNCTION products_keep_weight();
COMMIT;
