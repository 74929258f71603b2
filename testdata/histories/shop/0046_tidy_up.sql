DROP TABLE IF EXISTS sessions;

DROP INDEX products_title_idx;

CREATE INDEX IF NOT EXISTS products_title_lower ON products (lower(title) varchar_pattern_ops, active);

ALTER TABLE products ALTER active SET NOT NULL, ALTER weight TYPE double precision;

ALTER TABLE IF EXISTS customers DROP COLUMN IF EXISTS fax;
