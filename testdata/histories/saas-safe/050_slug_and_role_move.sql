ALTER DOMAIN tenancy.slug SET SCHEMA accounts;

ALTER TYPE tenancy.member_role SET SCHEMA accounts;
