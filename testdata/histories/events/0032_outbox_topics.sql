ALTER TABLE outbox ADD COLUMN attempts smallint NOT NULL DEFAULT 0,
    ADD CONSTRAINT outbox_attempts CHECK (attempts >= 0 AND attempts < 100);
