SET lock_timeout = '2s';

ALTER TABLE outbox ADD COLUMN attempts smallint NOT NULL DEFAULT 0;

ALTER TABLE outbox ADD CONSTRAINT outbox_attempts CHECK (attempts >= 0 AND attempts < 100) NOT VALID;
