UPDATE products SET active = coalesce(active, true), weight = weight
    WHERE id BETWEEN 1 AND 10000 AND (active IS NULL OR weight_new IS NULL);

UPDATE products SET active = coalesce(active, true), weight = weight
    WHERE id BETWEEN 10001 AND 20000 AND (active IS NULL OR weight_new IS NULL);
