DO $do$
BEGIN
    EXECUTE 'CREATE TABLE audit.entries (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), what text DEFAULT ''nothing'')';
    EXECUTE $$
        CREATE INDEX entries_at ON audit.entries (at);
        ALTER TABLE audit.entries ADD COLUMN who text DEFAULT current_user;
    $$;
    EXECUTE 'ALTER TABLE audit.entries ADD CONSTRAINT entries_what CHECK (what <> '''')';
    EXECUTE 'CREATE TYPE audit.kind AS ENUM (''insert'', ''update'',''delete'')';
    EXECUTE 'ALTER TABLE audit.entries ADD COLUMN kind audit.kind';
END
$do$;
