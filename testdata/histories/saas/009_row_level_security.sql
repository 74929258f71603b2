ALTER TABLE app.projects ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON app.projects
    USING (tenant_id = current_setting('app.tenant')::uuid)
    WITH CHECK (tenant_id = current_setting('app.tenant')::uuid);
