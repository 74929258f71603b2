CREATE INDEX CONCURRENTLY visits_2026_minutes ON visits_2026 (minutes);
