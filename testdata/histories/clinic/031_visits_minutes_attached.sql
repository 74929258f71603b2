SET lock_timeout = '2s';

ALTER INDEX visits_minutes ATTACH PARTITION visits_2024_minutes;
ALTER INDEX visits_minutes ATTACH PARTITION visits_2025_minutes;
ALTER INDEX visits_minutes ATTACH PARTITION visits_2026_minutes;
