-- Not enough digits for wholesale.
ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);

ALTER TABLE order_lines ALTER price TYPE numeric(12, 2);

ALTER TABLE products ALTER COLUMN price SET DATA TYPE numeric(12, 2), ALTER COLUMN sku TYPE varchar(60);
