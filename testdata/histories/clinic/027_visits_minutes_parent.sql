SET lock_timeout = '2s';

CREATE INDEX visits_minutes ON ONLY visits (minutes);
