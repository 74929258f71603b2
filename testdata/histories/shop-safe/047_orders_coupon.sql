BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN coupon varchar(16);
ALTER TABLE orders ADD CONSTRAINT orders_coupon_fkey
    FOREIGN KEY (coupon) REFERENCES coupons (code) NOT VALID;
COMMIT;
