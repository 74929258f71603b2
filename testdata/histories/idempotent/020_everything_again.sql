DO 'BEGIN ALTER TABLE orders DROP COLUMN handled; END';
DO LANGUAGE plpgsql $$
<<all_of_it>>
DECLARE
    comment text := 'ALTER TABLE orders DROP COLUMN note;';
    n int := 0;
BEGIN
    IF n = 0 AND NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'audit') THEN
        CREATE SCHEMA audit;
    END IF;
    COMMENT ON TABLE orders IS 'DROP TABLE users;';
    <<once>>
    LOOP
        n := n + 1;
        ALTER TABLE orders ADD COLUMN once int;
        EXIT once;
    END LOOP once;
    ALTER TABLE orders DROP COLUMN IF EXISTS gone;
    CREATE TABLE IF NOT EXISTS orders (id int);
    all_of_it.comment := 'x';
END all_of_it
$$;
