DROP INDEX CONCURRENTLY doctors_speciality;
