CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
CREATE INDEX orders_a ON orders (a);
CREATE INDEX orders_b ON orders (b);
CREATE INDEX orders_c ON orders (c);
CREATE INDEX orders_d ON orders (d);

-- next migration
-- Once a transaction and table.
BEGIN;
DROP INDEX orders_a;
-- ^ drop-index-blocks-queries
DROP INDEX orders_b;
COMMIT;
DROP INDEX orders_c;
-- ^ drop-index-blocks-queries
DROP INDEX orders_d;
-- ^ drop-index-blocks-queries

-- next migration
CREATE INDEX CONCURRENTLY orders_a ON orders (a);
CREATE INDEX CONCURRENTLY orders_b ON orders (b);
CREATE INDEX CONCURRENTLY orders_c ON orders (c);
CREATE INDEX CONCURRENTLY orders_d ON orders (d);

-- next migration
-- What a comment holds back is not said, so the next one is.
BEGIN;
-- tiptoe:ignore drop-index-blocks-queries: nobody is there at night
DROP INDEX orders_a;
-- ^ drop-index-blocks-queries, ignored
DROP INDEX orders_b;
-- ^ drop-index-blocks-queries
DROP INDEX orders_c;
-- tiptoe:ignore drop-index-blocks-queries: nobody is there at night
DROP INDEX orders_d;
-- ^ drop-index-blocks-queries, ignored
COMMIT;
