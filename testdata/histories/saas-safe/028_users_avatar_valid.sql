ALTER TABLE tenancy.users VALIDATE CONSTRAINT avatar_is_https;
