SET lock_timeout = '2s';

ALTER TABLE app.api_keys ADD COLUMN IF NOT EXISTS last_used timestamptz;

ALTER TABLE app.api_keys ALTER name SET DEFAULT 'unnamed';
