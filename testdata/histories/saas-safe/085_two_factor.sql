SET lock_timeout = '2s';

CREATE TABLE accounts.factors (
    user_id bigint NOT NULL REFERENCES accounts.users ON DELETE CASCADE,
    kind text NOT NULL,
    secret bytea NOT NULL,
    PRIMARY KEY (user_id, kind),
    CONSTRAINT factor_kinds CHECK (kind = ANY ('{totp,webauthn}'::text[]))
);

ALTER TABLE accounts.users ALTER COLUMN password_hash SET STORAGE EXTERNAL,
    ADD CONSTRAINT users_name_or_mail CHECK (display_name IS NOT NULL OR email IS NOT NULL) NOT VALID;
