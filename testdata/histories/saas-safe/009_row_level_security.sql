-- In one transaction: no policy means no rows.
BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE POLICY tenant_isolation ON app.projects
    USING (tenant_id = current_setting('app.tenant')::uuid)
    WITH CHECK (tenant_id = current_setting('app.tenant')::uuid);

ALTER TABLE app.projects ENABLE ROW LEVEL SECURITY;
COMMIT;
