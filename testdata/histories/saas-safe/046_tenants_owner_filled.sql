UPDATE accounts.tenants t SET owner_id = m.user_id
FROM accounts.members m WHERE m.tenant_id = t.id AND m.role = 'owner'
    AND t.owner_id IS NULL AND t.id < '80000000-0000-0000-0000-000000000000';

UPDATE accounts.tenants t SET owner_id = m.user_id
FROM accounts.members m WHERE m.tenant_id = t.id AND m.role = 'owner'
    AND t.owner_id IS NULL AND t.id >= '80000000-0000-0000-0000-000000000000';
