-- A generated column would rewrite the table: a trigger keeps a plain one.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE streams ADD COLUMN closed_at timestamptz, ADD COLUMN open boolean DEFAULT true;

CREATE FUNCTION streams_keep_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.open := NEW.closed_at IS NULL;
    RETURN NEW;
END
$$;

CREATE TRIGGER streams_open BEFORE INSERT OR UPDATE ON streams
    FOR EACH ROW EXECUTE FUNCTION streams_keep_open();
COMMIT;
