CREATE INDEX CONCURRENTLY reviews_product_id_stars_created_at_idx
    ON reviews (product_id, stars) INCLUDE (created_at);
