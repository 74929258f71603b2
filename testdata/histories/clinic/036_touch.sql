SET lock_timeout = '2s';

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.created_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER patients_touch BEFORE INSERT ON patients FOR EACH ROW EXECUTE FUNCTION touch();
