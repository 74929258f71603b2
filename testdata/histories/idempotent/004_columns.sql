DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'note'
    ) THEN
        ALTER TABLE orders ADD COLUMN note text;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'total'
    ) THEN
        ALTER TABLE orders ADD COLUMN total bigint NOT NULL DEFAULT 0;
    END IF;
END
$$;

DO $$ BEGIN
    ALTER TABLE orders ADD COLUMN state2 order_state NOT NULL DEFAULT 'open';
EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'column state2 already exists in orders';
END $$;

DO $$ BEGIN
    ALTER TABLE users ADD COLUMN nick varchar(30) NOT NULL;
EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'column nick already exists in users';
END $$;
