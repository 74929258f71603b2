DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE relname = 'invoices') THEN
        ALTER TABLE invoices ADD COLUMN paid_at timestamptz;
    ELSE
        CREATE TABLE invoices (id int PRIMARY KEY, order_id bigint REFERENCES orders, paid_at timestamptz);
    END IF;
    IF to_regclass('public.settings') IS NULL THEN
        CREATE TABLE settings (name text PRIMARY KEY, value text);
        INSERT INTO settings VALUES ('version', '1');
    END IF;
    IF to_regclass('public.settings') IS NULL THEN
        CREATE TABLE settings (name text PRIMARY KEY);
    END IF;
    CASE (SELECT value FROM settings WHERE name = 'version')
        WHEN '1' THEN
            ALTER TABLE settings ADD COLUMN at timestamptz;
            UPDATE settings SET value = '2' WHERE name = 'version';
    END CASE;
END
$$;
