CREATE UNIQUE INDEX CONCURRENTLY categories_slug_idx ON categories (lower(slug));
