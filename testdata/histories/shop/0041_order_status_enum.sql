BEGIN;
DROP VIEW order_overview;
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'done', 'cancelled');
ALTER TABLE orders DROP CONSTRAINT orders_status_check;
ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN status TYPE order_status USING status::order_status;
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'new';
COMMIT;
