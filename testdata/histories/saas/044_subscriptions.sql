SET search_path TO billing, accounts, public;

CREATE TABLE subscriptions (
    tenant_id uuid NOT NULL,
    during tstzrange NOT NULL,
    plan plan NOT NULL,
    renews bool NOT NULL DEFAULT true,
    CONSTRAINT subscriptions_pk PRIMARY KEY (tenant_id, during),
    CONSTRAINT subscriptions_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);

CREATE EXTENSION btree_gist SCHEMA public;

ALTER TABLE subscriptions ADD EXCLUDE USING gist (tenant_id WITH =, during WITH &&) WHERE (renews);
