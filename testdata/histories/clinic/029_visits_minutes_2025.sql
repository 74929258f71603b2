CREATE INDEX CONCURRENTLY visits_2025_minutes ON visits_2025 (minutes);
