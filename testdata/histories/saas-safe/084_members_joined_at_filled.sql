UPDATE accounts.members SET joined_at = joined
    WHERE user_id BETWEEN 1 AND 10000 AND joined < joined_at;

UPDATE accounts.members SET joined_at = joined
    WHERE user_id BETWEEN 10001 AND 20000 AND joined < joined_at;
