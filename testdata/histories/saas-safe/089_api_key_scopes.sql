-- Each version says the scopes since release 84.
SET lock_timeout = '2s';

ALTER TABLE app.api_keys ALTER scopes DROP DEFAULT;
