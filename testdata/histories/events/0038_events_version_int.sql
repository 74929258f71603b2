ALTER TABLE subscribers ALTER COLUMN filter TYPE jsonb USING coalesce(filter, '{}'),
    ALTER COLUMN filter SET DEFAULT '{}'::jsonb,
    ALTER COLUMN updated_at SET DEFAULT now();

CREATE VIEW latest AS SELECT stream_id, max(version) AS version FROM events GROUP BY stream_id;
