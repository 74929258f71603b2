INSERT INTO stock (product_id, warehouse, pieces)
    SELECT id, 'MAIN', stock FROM products WHERE id BETWEEN 1 AND 10000
    ON CONFLICT DO NOTHING;

INSERT INTO stock (product_id, warehouse, pieces)
    SELECT id, 'MAIN', stock FROM products WHERE id BETWEEN 10001 AND 20000
    ON CONFLICT DO NOTHING;
