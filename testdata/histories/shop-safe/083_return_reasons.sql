BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TYPE return_reason AS ENUM ('broken', 'late', 'wrong', 'other');
ALTER TABLE returns ADD COLUMN reason_new return_reason;
ALTER TABLE returns ALTER COLUMN reason_new SET DEFAULT 'other';
ALTER TABLE returns ALTER COLUMN accepted SET DEFAULT false;

CREATE FUNCTION returns_keep_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.reason_new := CASE WHEN NEW.reason IN ('broken', 'late', 'wrong')
                      THEN NEW.reason::return_reason ELSE 'other' END;
    RETURN NEW;
END
$$;

CREATE TRIGGER returns_reason BEFORE INSERT OR UPDATE ON returns
    FOR EACH ROW EXECUTE FUNCTION returns_keep_reason();
COMMIT;
