ALTER TABLE tenancy.invitations SET SCHEMA app;

ALTER TYPE tenancy.plan SET SCHEMA billing;
