CREATE TABLE sales_by_day (
    day date,
    product_id int,
    sold int NOT NULL DEFAULT 0,
    CONSTRAINT sales_by_day_key UNIQUE NULLS NOT DISTINCT (day, product_id)
);
