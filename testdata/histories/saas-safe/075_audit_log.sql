CREATE SCHEMA audit
    CREATE TABLE log (
        id bigserial PRIMARY KEY,
        tenant_id uuid,
        who bigint,
        what text NOT NULL,
        before jsonb,
        after jsonb,
        at timestamptz NOT NULL DEFAULT now()
    )
    CREATE INDEX log_at ON log USING brin (at);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    RAISE EXCEPTION 'the log is not changed';
END
$fn$;

CREATE TRIGGER log_is_kept BEFORE UPDATE OR DELETE ON audit.log
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
