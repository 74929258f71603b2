CREATE TABLE streams (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT streams_pkey PRIMARY KEY (id)
);

CREATE INDEX ON streams (kind);
