SET lock_timeout = '2s';

ALTER DOMAIN accounts.slug DROP CONSTRAINT slug_check;

ALTER DOMAIN accounts.slug ADD CONSTRAINT slug_length CHECK (length(VALUE) BETWEEN 2 AND 100) NOT VALID;

ALTER DOMAIN accounts.slug RENAME CONSTRAINT slug_shape TO slug_letters;
