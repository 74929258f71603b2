
-- Liquibase Formatted SQL
--changeset "bob b":index runInTransaction:false
CREATE INDEX CONCURRENTLY users_email ON users (email);
--rollback DROP INDEX users_email;

--changeset bob:reindex runInTransaction:false
ANALYZE users;
REINDEX INDEX CONCURRENTLY users_email;
--rollback empty

--changeset bob:touch runInTransaction:false endDelimiter://
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := trim(NEW.name);
    RETURN NEW;
END;
$$
//
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()
//
--ignoreLines:start
this is no SQL
--ignoreLines:end
ALTER TABLE users ADD CONSTRAINT email_given CHECK (email <> '') NOT VALID
//
ALTER TABLE users VALIDATE CONSTRAINT email_given
//
