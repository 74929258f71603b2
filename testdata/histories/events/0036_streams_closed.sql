ALTER TABLE streams ADD COLUMN closed_at timestamptz,
    ADD COLUMN open boolean GENERATED ALWAYS AS (closed_at IS NULL) STORED;

CREATE INDEX CONCURRENTLY ON streams (kind, open) WHERE open;
