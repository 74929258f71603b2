CREATE INDEX CONCURRENTLY projects_tenant_id_lower_archived_idx
    ON app.projects (tenant_id, lower(title), (archived::int));
