SET lock_timeout = '2s';

ALTER TABLE customers
    ADD COLUMN marketing boolean NOT NULL DEFAULT false,
    ADD COLUMN referrer_id int,
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
