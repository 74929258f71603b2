ALTER TABLE accounts.tenants VALIDATE CONSTRAINT tenants_owner_fk;

ALTER TABLE accounts.tenants VALIDATE CONSTRAINT owned;
