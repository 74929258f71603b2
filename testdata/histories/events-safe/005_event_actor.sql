SET lock_timeout = '2s';

ALTER TABLE events ADD COLUMN actor text, ADD COLUMN source text NOT NULL DEFAULT 'app';
