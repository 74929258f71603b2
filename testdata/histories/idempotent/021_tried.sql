-- An error takes back all that its block did, and only then the handlers run.
CREATE TABLE tries (id int PRIMARY KEY, there int);
DO $$
BEGIN
    BEGIN
        ALTER TABLE tries ADD COLUMN taken_back int;
        ALTER TABLE tries ADD COLUMN there int;
        ALTER TABLE tries ADD COLUMN never_reached int;
    EXCEPTION WHEN duplicate_column THEN
        ALTER TABLE tries ADD COLUMN handled int;
    END;
    BEGIN
        ALTER TABLE tries ADD COLUMN fine int;
    EXCEPTION WHEN duplicate_column THEN
        ALTER TABLE tries ADD COLUMN never_handled int;
    END;
    BEGIN
        ALTER TABLE tries ADD COLUMN kept_by_outer int;
        BEGIN
            ALTER TABLE tries ADD COLUMN taken_back_inside int;
            FOR i IN 1..3 LOOP
                ALTER TABLE tries ADD COLUMN there int;
            END LOOP;
        EXCEPTION
            WHEN duplicate_column THEN
                NULL;
        END;
        ALTER TABLE tries ADD COLUMN kept_behind int;
    EXCEPTION WHEN OTHERS THEN
        ALTER TABLE tries ADD COLUMN handled_outside int;
    END;
    BEGIN
        IF NOT EXISTS (SELECT FROM information_schema.columns
                       WHERE table_name = 'tries' AND column_name = 'there') THEN
            ALTER TABLE tries ADD COLUMN there int;
        END IF;
        ALTER TABLE tries ADD COLUMN kept_behind_guard int;
    EXCEPTION WHEN duplicate_column THEN
        ALTER TABLE tries ADD COLUMN guard_was_wrong int;
    END;
    BEGIN
        SET LOCAL search_path = audit;
        CREATE TABLE taken_back (id int);
        EXECUTE 'ALTER TABLE public.tries ADD COLUMN taken_back_too int; ALTER TABLE public.tries ADD COLUMN there int';
    EXCEPTION WHEN duplicate_column THEN
        NULL;
    END;
    CREATE TABLE in_public (id int);
END
$$;

DO $$
BEGIN
    BEGIN
        ALTER TABLE tries DROP COLUMN no_such_column;
    EXCEPTION WHEN undefined_column THEN
        ALTER TABLE tries ADD COLUMN committed int;
        COMMIT;
        ALTER TABLE tries ADD COLUMN behind_commit int;
    END;
    ALTER TABLE tries ADD COLUMN rolled_back int;
    ROLLBACK;
END
$$;
