-- The trigger does the work.
UPDATE returns SET reason = reason WHERE id BETWEEN 1 AND 5000 AND reason_new IS NULL;

UPDATE returns SET reason = reason WHERE id BETWEEN 5001 AND 10000 AND reason_new IS NULL;
