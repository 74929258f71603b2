UPDATE returns SET reason = 'not as described' WHERE id BETWEEN 1 AND 5000 AND reason = 'wrong';

UPDATE returns SET reason = 'not as described' WHERE id BETWEEN 5001 AND 10000 AND reason = 'wrong';
