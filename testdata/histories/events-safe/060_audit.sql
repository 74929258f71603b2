CREATE TABLE audit (
    id bigserial,
    happened_at timestamp NOT NULL,
    who text NOT NULL,
    what text
) PARTITION BY LIST ((extract(year FROM happened_at)::int));

CREATE TABLE audit_2025 PARTITION OF audit FOR VALUES IN (2025);

CREATE TABLE audit_other PARTITION OF audit DEFAULT;

CREATE INDEX ON audit (who);
