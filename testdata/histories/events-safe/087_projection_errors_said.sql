SET lock_timeout = '2s';

ALTER TABLE projection_errors ADD CONSTRAINT error_said CHECK (error <> '') NO INHERIT NOT VALID;
