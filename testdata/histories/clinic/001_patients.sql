CREATE TABLE patients (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    born date,
    email text,
    created_at timestamptz NOT NULL DEFAULT now()
);
