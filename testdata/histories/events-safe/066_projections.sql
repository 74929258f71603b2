CREATE TABLE projections (
    name text NOT NULL,
    shard int NOT NULL DEFAULT 0,
    position bigint NOT NULL,
    CONSTRAINT projections_pk PRIMARY KEY (name, shard)
);

CREATE TABLE projection_errors (
    projection text NOT NULL,
    shard int NOT NULL,
    position bigint NOT NULL,
    error text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (projection, shard) REFERENCES projections ON UPDATE CASCADE ON DELETE CASCADE
);
