UPDATE appointments SET reminded = true WHERE id BETWEEN 1 AND 5000 AND NOT reminded;
UPDATE appointments SET reminded = true WHERE id BETWEEN 5001 AND 10000 AND NOT reminded;
