CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE tax_rates (
    country char(2) NOT NULL,
    rate numeric(5, 4) NOT NULL,
    during daterange NOT NULL,
    EXCLUDE USING gist (country WITH =, during WITH &&)
);
