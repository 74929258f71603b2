SET lock_timeout = '2s';

CREATE TABLE app.projects (
    id bigserial PRIMARY KEY,
    tenant_id uuid NOT NULL,
    title text NOT NULL,
    archived boolean NOT NULL DEFAULT false,
    created_by bigint REFERENCES tenancy.users ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (tenant_id) REFERENCES tenancy.tenants (id) ON DELETE CASCADE,
    UNIQUE (tenant_id, id)
);

CREATE INDEX projects_of_tenant ON app.projects (tenant_id) WHERE NOT archived;
