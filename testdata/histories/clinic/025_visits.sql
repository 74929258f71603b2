CREATE TABLE visits (
    appointment_id bigint NOT NULL,
    day date NOT NULL,
    minutes int NOT NULL,
    PRIMARY KEY (appointment_id, day)
) PARTITION BY RANGE (day);
CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
