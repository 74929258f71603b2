SET lock_timeout = '2s';

ALTER TABLE patients ADD COLUMN phone text;
