ALTER TABLE outbox VALIDATE CONSTRAINT outbox_attempts;
