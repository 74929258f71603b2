CREATE TYPE payment_method AS ENUM ('card', 'transfer', 'cash');

ALTER TABLE payments ALTER COLUMN method TYPE payment_method USING method::payment_method;

ALTER TABLE payments ALTER COLUMN method SET DEFAULT 'card';
