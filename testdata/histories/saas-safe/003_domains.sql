CREATE DOMAIN tenancy.slug AS text
    CONSTRAINT slug_shape CHECK (VALUE ~ '^[a-z][a-z0-9-]*$')
    CHECK (length(VALUE) <= 63);

CREATE DOMAIN billing.cents AS bigint DEFAULT 0 NOT NULL;

CREATE DOMAIN billing.positive_cents AS billing.cents CHECK (VALUE >= 0);
