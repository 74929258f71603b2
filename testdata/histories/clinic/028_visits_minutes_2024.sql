CREATE INDEX CONCURRENTLY visits_2024_minutes ON visits_2024 (minutes);
