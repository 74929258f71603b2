-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE orders (id int, a int, b int, c int); -- alone; on its line
CREATE INDEX CONCURRENTLY orders_a ON orders (a); CREATE INDEX CONCURRENTLY orders_b ON orders (b);
CREATE INDEX CONCURRENTLY orders_c
    ON orders (c); -- alone, too
CREATE INDEX CONCURRENTLY orders_d ON
    orders (id); SELECT
    1;
INSERT INTO orders (id)
SELECT length('one;
two');

-- +goose Down
DROP TABLE orders
