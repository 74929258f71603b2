SET lock_timeout = '2s';

ALTER TABLE tenancy.users
    ALTER COLUMN display_name TYPE text,
    ADD COLUMN locale varchar(10) NOT NULL DEFAULT 'en',
    ADD COLUMN avatar_url text,
    ADD CONSTRAINT avatar_is_https CHECK (avatar_url LIKE 'https://%') NOT VALID;
