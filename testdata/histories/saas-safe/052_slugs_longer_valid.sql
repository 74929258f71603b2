-- At night: tenants can't be changed while it reads them, and there are few.
SET lock_timeout = '2s';

ALTER DOMAIN accounts.slug VALIDATE CONSTRAINT slug_length;
