CREATE TABLE subscribers (
    name text PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0,
    filter jsonb,
    paused boolean NOT NULL DEFAULT false,
    updated_at timestamptz
);
