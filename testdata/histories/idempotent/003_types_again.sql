-- The same once more: every guard holds it back.
DO $$ BEGIN
    CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END $$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'money_amount') THEN
        CREATE DOMAIN money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'address') THEN
        CREATE TYPE address AS (street text, town text);
    END IF;
END
$$;
