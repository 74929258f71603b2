INSERT INTO users (email) SELECT g || '@example.com' FROM generate_series(1, 25) g;
INSERT INTO orders (user_id, total) SELECT id, 3 FROM users;

DO $$
DECLARE
    done int;
    last bigint := 0;
BEGIN
    LOOP
        WITH batch AS (
            SELECT id FROM orders WHERE note IS NULL ORDER BY id LIMIT 10
        ), written AS (
            UPDATE orders SET note = 'none' FROM batch WHERE orders.id = batch.id RETURNING 1
        )
        SELECT count(*) INTO done FROM written;
        EXIT WHEN done = 0;
        COMMIT;
    END LOOP;
    ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
END
$$;

DO $$
DECLARE
    low bigint := 0;
    high bigint;
    total int;
    each users;
BEGIN
    SELECT max(id) INTO high FROM users;
    WHILE low <= high LOOP
        UPDATE users SET nickname = split_part(email, '@', 1)
            WHERE id > low AND id <= low + 10 AND nickname IS NULL;
        GET DIAGNOSTICS total = ROW_COUNT;
        RAISE NOTICE 'filled % of them', total;
        low := low + 10;
    END LOOP;
    FOR each IN UPDATE users SET nickname = upper(nickname) WHERE id < 3 RETURNING * LOOP
        INSERT INTO audit.entries (what) VALUES (each.nickname);
    END LOOP;
END
$$;
