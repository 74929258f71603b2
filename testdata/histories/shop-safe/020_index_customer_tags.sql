CREATE INDEX CONCURRENTLY customers_tags ON customers USING gin (tags);
