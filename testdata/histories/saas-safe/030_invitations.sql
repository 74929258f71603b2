SET lock_timeout = '2s';

CREATE TABLE tenancy.invitations (
    token text PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenancy.tenants ON DELETE CASCADE,
    email public.citext NOT NULL,
    role tenancy.member_role NOT NULL DEFAULT 'viewer',
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    accepted_by bigint REFERENCES tenancy.users (id),
    CHECK (expires_at > '2020-01-01'),
    CHECK (token <> '' AND email <> '')
);

CREATE UNIQUE INDEX ON tenancy.invitations (tenant_id, email) WHERE accepted_by IS NULL;
