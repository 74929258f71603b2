-- Not enough digits for wholesale. More of them, and longer text, change no row.
SET lock_timeout = '2s';

ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);

ALTER TABLE order_lines ALTER price TYPE numeric(12, 2);

ALTER TABLE products ALTER COLUMN sku TYPE varchar(60);
