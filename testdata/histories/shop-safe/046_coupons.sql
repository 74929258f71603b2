CREATE DOMAIN percentage AS smallint CHECK (VALUE BETWEEN 0 AND 100);

CREATE TABLE coupons (
    code varchar(16) PRIMARY KEY,
    off percentage NOT NULL DEFAULT 10,
    valid_during daterange NOT NULL,
    uses int NOT NULL DEFAULT 0,
    max_uses int,
    CONSTRAINT within_limit CHECK (max_uses IS NULL OR uses <= max_uses)
);
