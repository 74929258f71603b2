CREATE TYPE tenancy.plan AS ENUM ('free', 'team', 'business');

CREATE TYPE tenancy.role AS ENUM ('owner', 'admin', 'member');
