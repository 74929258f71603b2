SET lock_timeout = '2s';

ALTER TABLE customers ADD COLUMN points int NOT NULL DEFAULT 0;
