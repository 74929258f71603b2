DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE relkind = 'S' AND relname = 'numbers') THEN
        ALTER SEQUENCE numbers OWNED BY here.a;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_class WHERE relkind = 'S' AND relname = 'numbers') THEN
        CREATE SEQUENCE numbers AS int;
    END IF;
    CREATE SEQUENCE IF NOT EXISTS more_numbers AS smallint;
    PERFORM setval('more_numbers', 3);
END
$$;
