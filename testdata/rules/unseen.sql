-- Code that was not followed may have made or dropped what it names: then nothing is sure to fail.
CREATE TABLE t (a int);
CREATE TABLE u (a int);
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM information_schema.columns WHERE column_name = 'b') THEN
        ALTER TABLE T ADD COLUMN b int;
    END IF;
END $$;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE u DROP COLUMN b;
--            ^ will-fail

-- What only writes rows makes nothing.
DO $$ BEGIN UPDATE u SET a = 1; END $$;
ALTER TABLE u DROP COLUMN c;
--            ^ will-fail

-- PostgreSQL's own functions change nothing, and neither does what is STABLE.
CREATE FUNCTION looks(name text) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
SELECT looks('u'), now();
ALTER TABLE u DROP COLUMN d;
--            ^ will-fail

-- A function of one's own may do whatever it likes, unless that is rolled back.
CREATE FUNCTION add_timestamps(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ADD COLUMN created_at timestamptz', name);
END $$;
BEGIN;
SELECT add_timestamps('u');
ALTER TABLE u DROP COLUMN created_at;
ROLLBACK;
ALTER TABLE u DROP COLUMN created_at;
--            ^ will-fail
CALL anything('u');
ALTER TABLE u DROP COLUMN created_at;
CREATE TABLE t (a int);

-- What is refused for other reasons still is.
ALTER TABLE u ADD COLUMN g int, ALTER COLUMN tableoid SET NOT NULL;
--                              ^ will-fail
