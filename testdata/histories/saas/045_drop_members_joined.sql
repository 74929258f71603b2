CREATE VIEW accounts.active_members AS SELECT tenant_id, user_id, joined FROM accounts.members;

ALTER TABLE accounts.members DROP COLUMN joined CASCADE;

ALTER TABLE accounts.members ADD COLUMN joined_at timestamptz(6) NOT NULL DEFAULT now();
