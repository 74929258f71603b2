CREATE UNIQUE INDEX CONCURRENTLY patients_email ON patients (email);
