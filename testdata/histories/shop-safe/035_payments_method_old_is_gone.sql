SET lock_timeout = '2s';

ALTER TABLE payments DROP COLUMN method_old;
