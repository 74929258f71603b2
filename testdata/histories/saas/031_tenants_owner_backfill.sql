UPDATE accounts.tenants t SET owner_id = m.user_id
FROM accounts.members m WHERE m.tenant_id = t.id AND m.role = 'owner';

ALTER TABLE accounts.tenants ADD CONSTRAINT owned CHECK (owner_id IS NOT NULL) NOT VALID;
