ALTER TABLE metrics ADD CONSTRAINT metrics_key UNIQUE (tenant, at, name);

CREATE INDEX ON metrics (name, at DESC) INCLUDE (value);
