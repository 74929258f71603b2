CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int NOT NULL);
CREATE TABLE p (id int PRIMARY KEY);

-- next migration
ALTER TABLE t ALTER a SET NOT NULL;
--            ^ not-null-scans-table
-- It is NOT NULL already.
ALTER TABLE t ALTER c SET NOT NULL;
ALTER TABLE t ALTER id SET NOT NULL;
ALTER TABLE t ADD COLUMN d int NOT NULL;
--            ^ column-added-not-null-without-default
ALTER TABLE t ADD COLUMN e int NOT NULL DEFAULT 0;
ALTER TABLE t ADD COLUMN f int NOT NULL DEFAULT NULL;
--            ^ column-added-not-null-without-default
ALTER TABLE t ADD COLUMN g bigserial NOT NULL;
--            ^ column-added-rewrites-table
ALTER TABLE t ADD COLUMN h int GENERATED ALWAYS AS IDENTITY;
--            ^ column-added-rewrites-table
ALTER TABLE t ADD COLUMN i int GENERATED ALWAYS AS (a + 1) STORED NOT NULL;
--            ^ column-added-rewrites-table

-- next migration
-- Each in a transaction of its own.
ALTER TABLE t ADD CONSTRAINT b_set CHECK (b IS NOT NULL) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT b_set;
ALTER TABLE t ALTER b SET NOT NULL;

-- next migration
ALTER TABLE t ALTER b DROP NOT NULL;
--            ^ not-null-dropped
-- DROP runs before SET NOT NULL, however it is written, and takes the proof away.
ALTER TABLE t ALTER b SET NOT NULL, DROP CONSTRAINT b_set;
--            ^ not-null-scans-table

-- next migration
ALTER TABLE t ADD CONSTRAINT pos CHECK (a > 0);
--            ^ check-scans-table
ALTER TABLE t ADD CHECK (a > 1) NOT VALID;
ALTER TABLE t ADD COLUMN j int CHECK (j > 0);
--                             ^ check-scans-table
ALTER TABLE t ADD COLUMN k int UNIQUE;
--                             ^ key-builds-index-under-lock
ALTER TABLE t ADD COLUMN l int REFERENCES p (id);
ALTER TABLE t ADD COLUMN m int DEFAULT 1 REFERENCES p (id);
--                                       ^ foreign-key-scans-tables
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id);
--            ^ foreign-key-scans-tables
ALTER TABLE t ADD CONSTRAINT t_fk FOREIGN KEY (b) REFERENCES p (id) NOT VALID;

-- next migration
BEGIN;
ALTER TABLE t ADD CONSTRAINT t_fk2 FOREIGN KEY (a) REFERENCES p (id) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT t_fk2;
--            ^ constraint-validated-in-same-transaction
COMMIT;
ALTER TABLE t VALIDATE CONSTRAINT t_fk;

-- next migration
-- Several parts, each at its own place.
ALTER TABLE t
    ADD COLUMN n int NOT NULL,
--  ^ column-added-not-null-without-default
    ADD CONSTRAINT n_pos CHECK (n > 0),
--  ^ check-scans-table
    ADD COLUMN o text;
