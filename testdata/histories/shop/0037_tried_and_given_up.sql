BEGIN;
SAVEPOINT before_loyalty;
CREATE TABLE loyalty (customer_id int PRIMARY KEY REFERENCES customers, points int);
ALTER TABLE customers ADD COLUMN loyalty_level int DEFAULT 1;
ROLLBACK TO SAVEPOINT before_loyalty;
ALTER TABLE customers ADD COLUMN points int NOT NULL DEFAULT 0;
COMMIT;

BEGIN;
DROP TABLE reviews;
ALTER TABLE products RENAME TO articles;
ROLLBACK;
