SET lock_timeout = '2s';

ALTER TABLE accounts.members ADD COLUMN joined_at timestamptz(6) NOT NULL DEFAULT now();
