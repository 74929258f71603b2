DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns
               WHERE table_name = 'users' AND column_name = 'nick')
        AND NOT EXISTS (SELECT 1 FROM information_schema.columns
                        WHERE table_name = 'users' AND column_name = 'nickname') THEN
        ALTER TABLE users RENAME COLUMN nick TO nickname;
    END IF;
    IF EXISTS (SELECT 1 FROM information_schema.columns
               WHERE table_name = 'users' AND column_name = 'mail') THEN
        ALTER TABLE users RENAME COLUMN mail TO email;
    END IF;
END
$$;
-- Once more.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns
               WHERE table_name = 'users' AND column_name = 'nick') THEN
        ALTER TABLE users RENAME COLUMN nick TO nickname;
    END IF;
END
$$;
