-- A way to pay is one of a few. The new column takes the old one's place in a few steps.
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TYPE payment_method AS ENUM ('card', 'transfer', 'cash');
ALTER TABLE payments ADD COLUMN method_new payment_method DEFAULT 'card';
ALTER TABLE payments ALTER COLUMN method SET DEFAULT 'card';

CREATE FUNCTION payments_keep_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.method_new := NEW.method::payment_method;
    RETURN NEW;
END
$$;

CREATE TRIGGER payments_method BEFORE INSERT OR UPDATE ON payments
    FOR EACH ROW EXECUTE FUNCTION payments_keep_method();
COMMIT;
