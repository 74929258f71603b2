SET lock_timeout = '2s';

CREATE TABLE reminders (
    appointment_id bigint NOT NULL REFERENCES appointments ON DELETE CASCADE,
    channel channel NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (appointment_id, channel)
);
