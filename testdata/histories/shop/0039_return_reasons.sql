CREATE TYPE return_reason AS ENUM ('broken', 'late', 'wrong', 'other');

ALTER TABLE returns
    ALTER COLUMN reason TYPE return_reason
        USING CASE WHEN reason IN ('broken', 'late', 'wrong') THEN reason::return_reason ELSE 'other' END,
    ALTER COLUMN reason SET DEFAULT 'other',
    ALTER COLUMN accepted SET DEFAULT false;
