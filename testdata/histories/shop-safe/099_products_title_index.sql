CREATE INDEX CONCURRENTLY products_title_lower
    ON products (lower(title) varchar_pattern_ops, active);
