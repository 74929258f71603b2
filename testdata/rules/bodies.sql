CREATE TABLE orders (id bigint PRIMARY KEY, total int, note text, user_id int);
CREATE TABLE users (id int PRIMARY KEY, email text);
CREATE TYPE mood AS ENUM ('sad');
INSERT INTO orders SELECT g, g, g::text FROM generate_series(1, 1000) g;

-- next migration
SET lock_timeout = '2s';
DO $$
BEGIN
    ALTER TABLE orders ALTER COLUMN total TYPE bigint;
--                     ^ column-type-changed
    EXECUTE 'CREATE INDEX orders_note ON orders (note)';
--           ^ create-index-blocks-writes
    EXECUTE $sql$ALTER TABLE users RENAME COLUMN email TO mail$sql$;
--               ^ column-renamed
    CREATE INDEX CONCURRENTLY orders_total ON orders (total);
--  ^ refused-in-transaction-block
--  ^ slow-work-under-lock
END
$$;

-- next migration
-- What idempotent migrations say, where there is nothing to do.
SET lock_timeout = '2s';
DO $$ BEGIN
    CREATE TYPE mood AS ENUM ('sad', 'glad');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
    ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users;
--                     ^ foreign-key-scans-tables
EXCEPTION
    WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM information_schema.columns
                   WHERE table_name = 'orders' AND column_name = 'total') THEN
        ALTER TABLE orders ADD COLUMN total int NOT NULL;
    END IF;
    IF EXISTS (SELECT FROM information_schema.columns WHERE column_name = 'gone') THEN
        ALTER TABLE orders DROP COLUMN gone;
        ALTER TABLE orders RENAME COLUMN gone TO lost;
    ELSIF EXISTS (SELECT FROM pg_constraint WHERE conname = 'no_such_check') THEN
        ALTER TABLE orders DROP CONSTRAINT no_such_check;
    END IF;
END $$;

-- next migration
SET lock_timeout = '2s';
DO $$
DECLARE
    last bigint := 0;
    comment text;
    r record;
BEGIN
    comment := 'alter table orders drop column total;';
    <<batches>>
    LOOP
        UPDATE orders SET note = comment WHERE id > last AND id <= last + 1000
            RETURNING id INTO last;
        EXIT batches WHEN NOT FOUND;
        COMMIT;
    END LOOP batches;
    FOR r IN SELECT id, email FROM users LOOP
        INSERT INTO orders (id, note) VALUES (r.id, r.email);
        DELETE FROM orders WHERE id = r.id AND no_variable_of_ours < 3;
    END LOOP;
    RAISE NOTICE 'drop table %;', 'orders';
    PERFORM 1;
END
$$;
DO LANGUAGE plpython3u 'ALTER TABLE orders DROP COLUMN total;';
-- ^ body-not-checked
DO 'BEGIN ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''a''; END';
-- ^ body-not-checked
DO $a$ BEGIN
    DO $$ BEGIN ALTER TABLE orders DROP COLUMN total; END $$;
--  ^ body-not-checked
    PERFORM 1;
END $a$;
DO $$ BEGIN
    CASE (SELECT count(*) FROM users) WHEN 0 THEN
        ALTER TABLE orders DROP COLUMN note;
--                         ^ column-dropped
    END CASE;
END $$;

-- next migration
-- The history goes on with what a body did.
SET lock_timeout = '2s';
DO 'BEGIN ALTER TABLE users ADD COLUMN state text; END';
ALTER TABLE users ALTER COLUMN state SET NOT NULL;
--                ^ not-null-breaks-writers
--                ^ not-null-scans-table

DO $$ BEGIN
    CREATE TABLE fresh (id int PRIMARY KEY);
    CREATE INDEX ON fresh (id);
    EXECUTE format('ALTER TABLE %I ADD COLUMN a int', 'fresh');
--  ^ body-not-checked
    EXECUTE 'ALTER TABLE fresh ' || 'ADD COLUMN b int';
END $$;
-- That much can be told of it.
DO $$ BEGIN
    EXECUTE 'GRANT SELECT ON fresh TO ' || current_user;
    EXECUTE 'CREATE ROLE ' || 'app' || ' NOLOGIN';
    EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'ours');
    EXECUTE format($sql$REVOKE ALL ON fresh FROM %I$sql$, current_user);
END $$;
DO $$ BEGIN
    EXECUTE 'GRANT SELECT ON fresh TO app; ALTER TABLE fresh ADD ' || 'c int';
--  ^ body-not-checked
END $$;

-- next migration
CREATE TABLE people (id int PRIMARY KEY, a int, b int, c int, d int, e int);

-- next migration
-- Comments hold back what stands in a body, too: above all of it, or above a statement.
DO $$ /* tiptoe:ignore no-such-rule: this is no SQL */ $$ LANGUAGE plpython3u;
-- ^ body-not-checked
SET lock_timeout = '2s';
-- tiptoe:ignore drop-too-soon: nobody reads it
DO $$ BEGIN
    ALTER TABLE people DROP COLUMN a;
--                     ^ drop-too-soon, ignored
END $$;
DO $$ BEGIN
    IF true THEN
        -- tiptoe:ignore drop-too-soon: nobody reads it
        ALTER TABLE people
            DROP COLUMN b;
--          ^ drop-too-soon, ignored
        ALTER TABLE people DROP COLUMN c;
--                         ^ drop-too-soon
    END IF;
    ALTER TABLE people DROP COLUMN d; -- tiptoe:ignore drop-too-soon: nobody reads it
--                     ^ drop-too-soon, ignored
    -- tiptoe:ignore column-renamed: nothing is renamed
--                   ^ ignore-unused
    COMMENT ON TABLE people IS 'all of them';
END $$;

-- next migration
-- The server gets no variables of INTO, and one quote for two.
SET lock_timeout = '2s';
DO $$
BEGIN
    EXECUTE 'ALTER TABLE people ADD COLUMN f text DEFAULT ''x'', ADD COLUMN g text DEFAULT ''''';
    EXECUTE 'ALTER TABLE people RENAME COLUMN e TO h';
--           ^ column-renamed
END
$$;
ALTER TABLE people ALTER COLUMN f DROP DEFAULT, ALTER COLUMN g DROP DEFAULT;

-- next migration
DO $$
DECLARE
    done int;
    r record;
BEGIN
    WITH gone AS (DELETE FROM people RETURNING id)
--  ^ unbatched-write
        SELECT count(*) INTO done FROM gone;
    FOR r IN UPDATE people SET f = 'y' RETURNING id LOOP
--           ^ unbatched-write
        NULL;
    END LOOP;
END
$$;

-- next migration
-- A body ends transactions only where none was open before it, and in no block with EXCEPTION.
SET lock_timeout = '2s';
DO $$ BEGIN
    ALTER TABLE people ADD COLUMN i int;
    ROLLBACK;
    ALTER TABLE people ADD COLUMN i int;
    COMMIT AND CHAIN;
    ALTER TABLE people DROP COLUMN IF EXISTS i;
END $$;
BEGIN;
DO $$ BEGIN
    FOR each IN 1..3 LOOP
        UPDATE people SET a = 1 WHERE id = each;
        COMMIT;
--      ^ refused-in-transaction-block
    END LOOP;
    IF false THEN
        ROLLBACK;
--      ^ refused-in-transaction-block
    END IF;
END $$;
COMMIT;
DO $$ BEGIN
    BEGIN
        UPDATE people SET a = 1 WHERE id = 2;
        COMMIT;
--      ^ will-fail
    EXCEPTION
        WHEN division_by_zero THEN
            ROLLBACK;
            BEGIN
                COMMIT;
            END;
            BEGIN
                COMMIT;
--              ^ will-fail
            EXCEPTION WHEN OTHERS THEN
                NULL;
            END;
    END;
    COMMIT;
    EXECUTE 'COMMIT';
--           ^ will-fail
    SAVEPOINT here;
--  ^ will-fail
END $$;
