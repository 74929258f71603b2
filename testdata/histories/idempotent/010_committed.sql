-- What came before COMMIT stays, what came before ROLLBACK does not.
DO $$
BEGIN
    ALTER TABLE users ADD COLUMN kept int;
    COMMIT;
    ALTER TABLE users ADD COLUMN lost int;
    ALTER TABLE users ALTER COLUMN nickname SET NOT NULL;
    ROLLBACK;
    ALTER TABLE users ADD COLUMN kept_too int;
END
$$;
