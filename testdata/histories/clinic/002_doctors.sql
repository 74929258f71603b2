CREATE TABLE doctors (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    speciality varchar(40) NOT NULL
);
CREATE INDEX doctors_speciality ON doctors (speciality);
