CREATE INDEX CONCURRENTLY reviews_to_tsvector_idx ON reviews USING gin (to_tsvector('english', body));
