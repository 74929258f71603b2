SET search_path = app;

CREATE TABLE api_keys (
    id uuid DEFAULT gen_random_uuid(),
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL DEFAULT ARRAY['read'],
    rate int NOT NULL DEFAULT 100,
    ip_ranges cidr[],
    CONSTRAINT api_keys_pk PRIMARY KEY (id)
);

CREATE UNIQUE INDEX api_keys_digest ON api_keys (digest);

CREATE INDEX api_keys_scopes ON api_keys USING gin (scopes);
