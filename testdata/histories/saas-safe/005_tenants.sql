CREATE TABLE tenancy.tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug tenancy.slug NOT NULL UNIQUE,
    name text NOT NULL,
    plan tenancy.plan NOT NULL DEFAULT 'free',
    created_at timestamptz NOT NULL DEFAULT now(),
    settings jsonb NOT NULL DEFAULT '{}'
);
