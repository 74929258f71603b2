DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_indexes WHERE indexname = 'orders_state') THEN
        CREATE INDEX orders_state ON orders (state, total);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_indexes WHERE indexname = 'orders_state') THEN
        CREATE INDEX orders_state ON orders (state);
    END IF;
    IF EXISTS (SELECT FROM pg_indexes WHERE indexname = 'orders_old') THEN
        DROP INDEX orders_old;
    END IF;
    BEGIN
        CREATE UNIQUE INDEX settings_value ON settings (value);
    EXCEPTION WHEN duplicate_table OR unique_violation THEN
        RAISE NOTICE 'no such index';
    END;
END
$$;
