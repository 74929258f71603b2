-- A generated column would rewrite the table: a trigger keeps a plain one.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE app.tasks ADD COLUMN search tsvector;

CREATE FUNCTION app.tasks_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := to_tsvector('simple', coalesce(NEW.title, ''));
    RETURN NEW;
END
$$;

CREATE TRIGGER tasks_search BEFORE INSERT OR UPDATE ON app.tasks
    FOR EACH ROW EXECUTE FUNCTION app.tasks_keep_search();
COMMIT;
