CREATE TABLE metrics (
    tenant int NOT NULL,
    at timestamp NOT NULL,
    name varchar(60) NOT NULL,
    value double precision,
    tags text[] DEFAULT '{}',
    CONSTRAINT metrics_key UNIQUE (tenant, at, name)
) PARTITION BY RANGE (tenant, at);

CREATE TABLE metrics_small PARTITION OF metrics FOR VALUES FROM (MINVALUE, MINVALUE) TO (1000, MINVALUE);

CREATE TABLE metrics_large PARTITION OF metrics (value NOT NULL, CHECK (tenant >= 1000))
    FOR VALUES FROM (1000, MINVALUE) TO (MAXVALUE, MAXVALUE);

CREATE INDEX ON metrics (name, at DESC) INCLUDE (value);
