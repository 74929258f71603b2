UPDATE orders SET total_amount = total WHERE id BETWEEN 1 AND 10000 AND total_amount IS NULL;

UPDATE orders SET total_amount = total WHERE id BETWEEN 10001 AND 20000 AND total_amount IS NULL;

UPDATE orders SET total_amount = total WHERE id BETWEEN 20001 AND 30000 AND total_amount IS NULL;
