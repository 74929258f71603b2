SET lock_timeout = '2s';

CREATE TABLE billing.usage (
    tenant_id uuid NOT NULL,
    day date NOT NULL,
    metric text NOT NULL,
    amount numeric NOT NULL DEFAULT 0,
    CONSTRAINT usage_pk PRIMARY KEY (tenant_id, day, metric) INCLUDE (amount),
    CONSTRAINT usage_tenant FOREIGN KEY (tenant_id) REFERENCES accounts.tenants
) PARTITION BY HASH (tenant_id);

CREATE TABLE billing.usage_0 PARTITION OF billing.usage FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE billing.usage_1 PARTITION OF billing.usage FOR VALUES WITH (MODULUS 2, REMAINDER 1);
