ALTER TABLE app.api_keys DROP COLUMN IF EXISTS rate, ADD COLUMN IF NOT EXISTS last_used timestamptz;

ALTER TABLE app.api_keys ALTER scopes DROP DEFAULT, ALTER name SET DEFAULT 'unnamed';
