SET lock_timeout = '2s';

ALTER TABLE returns DROP COLUMN reason_old;
