SET lock_timeout = '2s';

ALTER TABLE subscribers ALTER COLUMN filter SET DEFAULT '{}'::jsonb,
    ALTER COLUMN updated_at SET DEFAULT now();
