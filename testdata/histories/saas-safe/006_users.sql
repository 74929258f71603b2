SET search_path = tenancy, public;
SET lock_timeout = '2s';

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email citext NOT NULL,
    display_name varchar(80),
    password_hash bytea,
    last_seen timestamp,
    CONSTRAINT users_email_unique UNIQUE (email)
);

CREATE TABLE members (
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role role NOT NULL DEFAULT 'member'::role,
    joined timestamptz DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id)
);
