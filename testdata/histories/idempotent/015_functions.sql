DO $body$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'touch') THEN
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.at := now();
            RETURN NEW;
        END
        $$;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'settings_touch') THEN
        CREATE TRIGGER settings_touch BEFORE UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION touch();
    END IF;
    CREATE FUNCTION one() RETURNS int BEGIN ATOMIC SELECT 1; END;
    CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'open';
    CREATE RULE no_delete AS ON DELETE TO settings DO INSTEAD (SELECT 1; SELECT 2);
END
$body$;
