CREATE INDEX ON reviews USING gin (to_tsvector('english', body));

CREATE INDEX ON reviews (product_id, stars) INCLUDE (created_at);
