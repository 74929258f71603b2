SET search_path TO billing, accounts, public;
SET lock_timeout = '2s';

CREATE EXTENSION btree_gist SCHEMA public;

CREATE TABLE subscriptions (
    tenant_id uuid NOT NULL,
    during tstzrange NOT NULL,
    plan plan NOT NULL,
    renews bool NOT NULL DEFAULT true,
    CONSTRAINT subscriptions_pk PRIMARY KEY (tenant_id, during),
    CONSTRAINT subscriptions_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    EXCLUDE USING gist (tenant_id WITH =, during WITH &&) WHERE (renews)
);
