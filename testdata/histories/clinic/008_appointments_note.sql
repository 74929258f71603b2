SET lock_timeout = '2s';

ALTER TABLE appointments
    ADD COLUMN note text,
    ADD COLUMN reminded boolean NOT NULL DEFAULT false;
