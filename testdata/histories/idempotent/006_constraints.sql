DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'orders_total_positive') THEN
        ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total >= 0);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'users_email_key') THEN
        ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
    END IF;
END
$$;
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'orders_total_positive') THEN
        ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'users_email_key') THEN
        ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email, nick);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'orders_no_such') THEN
        ALTER TABLE orders DROP CONSTRAINT orders_no_such;
    END IF;
END
$$;
