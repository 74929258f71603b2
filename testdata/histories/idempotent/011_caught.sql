-- An error takes back all that its block did.
DO $$
BEGIN
    ALTER TABLE orders ADD COLUMN outer_one int;
    BEGIN
        ALTER TABLE users DROP COLUMN no_such_column;
    EXCEPTION WHEN undefined_column THEN
        ALTER TABLE orders ADD COLUMN handled int;
    END;
    BEGIN
        ALTER TABLE users ADD COLUMN fine int;
    EXCEPTION WHEN duplicate_column THEN
        NULL;
    END;
END
$$;
