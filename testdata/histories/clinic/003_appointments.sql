SET lock_timeout = '2s';

CREATE TABLE appointments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patient_id bigint NOT NULL REFERENCES patients,
    doctor_id bigint NOT NULL REFERENCES doctors,
    starts_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'booked'
);
CREATE INDEX appointments_patient ON appointments (patient_id);
CREATE INDEX appointments_doctor ON appointments (doctor_id, starts_at);
