-- Real findings, for the reports of all formats. The bytes of the next line are Latin-1.
-- Straﬂe
CREATE TABLE streets (id bigint PRIMARY KEY, name text);

CREATE INDEX "straﬂe" ON users (name);
ALTER TABLE users RENAME COLUMN name TO full_name;
ALTER TABLE users
    ALTER COLUMN age TYPE bigint,
    ADD COLUMN street bigint NOT NULL REFERENCES streets;
SELEC 1;
