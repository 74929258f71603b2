-- "role" reads badly in SQL, and "member" is to be "editor": a new type beside the old one.
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TYPE tenancy.member_role AS ENUM ('owner', 'admin', 'editor', 'viewer');
ALTER TABLE tenancy.members ADD COLUMN role_new tenancy.member_role NOT NULL DEFAULT 'editor';

CREATE FUNCTION tenancy.members_keep_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.role_new := CASE NEW.role WHEN 'member' THEN 'editor' ELSE NEW.role::text END;
    RETURN NEW;
END
$$;

CREATE TRIGGER members_role BEFORE INSERT OR UPDATE ON tenancy.members
    FOR EACH ROW EXECUTE FUNCTION tenancy.members_keep_role();
COMMIT;
