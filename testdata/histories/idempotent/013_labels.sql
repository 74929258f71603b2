DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'back' AND enumtypid = 'order_state'::regtype) THEN
        ALTER TYPE order_state ADD VALUE 'back';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'paid' AND enumtypid = 'order_state'::regtype) THEN
        ALTER TYPE order_state ADD VALUE 'paid' BEFORE 'open';
    END IF;
END
$$;
