CREATE UNIQUE INDEX CONCURRENTLY customers_email_lower_idx ON customers ((lower(email)));

ALTER TABLE customers DROP CONSTRAINT customers_email_key;
