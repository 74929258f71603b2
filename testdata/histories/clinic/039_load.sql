CREATE MATERIALIZED VIEW load AS
    SELECT doctor_id, count(*) AS appointments FROM appointments GROUP BY doctor_id;
CREATE UNIQUE INDEX load_doctor ON load (doctor_id);
