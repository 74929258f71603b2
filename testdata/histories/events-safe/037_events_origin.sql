-- "source" is to be "origin": both are there, and each write fills both.
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE events ADD COLUMN origin text NOT NULL DEFAULT 'api';

CREATE FUNCTION events_keep_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin = 'api' THEN
        NEW.origin := NEW.source;
    END IF;
    NEW.source := NEW.origin;
    RETURN NEW;
END
$$;

CREATE TRIGGER events_origin BEFORE INSERT OR UPDATE ON events
    FOR EACH ROW EXECUTE FUNCTION events_keep_origin();
COMMIT;
