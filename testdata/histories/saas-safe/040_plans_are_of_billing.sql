ALTER TYPE tenancy.plan SET SCHEMA billing;
