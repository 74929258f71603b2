CREATE VIEW doctors_by_speciality AS
    SELECT speciality, count(*) AS doctors FROM doctors GROUP BY speciality;
