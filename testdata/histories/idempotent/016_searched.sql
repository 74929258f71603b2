DO $$
BEGIN
    SET LOCAL search_path = audit, public;
    CREATE TABLE found (id int);
    ALTER TABLE entries ADD COLUMN seen boolean NOT NULL DEFAULT false;
END
$$;
CREATE TABLE here (id int);
BEGIN;
DO $$ BEGIN SET LOCAL search_path = audit; END $$;
CREATE TABLE there (id int);
COMMIT;
DO $$ BEGIN SET search_path = audit; END $$;
CREATE TABLE there_too (id int);
