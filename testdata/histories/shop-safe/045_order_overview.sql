CREATE VIEW order_overview AS
    SELECT o.id, c.name, o.status, o.total_amount
    FROM orders o JOIN customers c ON c.id = o.customer_id;

CREATE MATERIALIZED VIEW best_sellers AS
    SELECT product_id, sum(quantity) AS sold FROM order_lines GROUP BY product_id;

CREATE UNIQUE INDEX ON best_sellers (product_id);
