SET lock_timeout = '2s';

ALTER TABLE metrics ALTER COLUMN name TYPE varchar(120);

ALTER TABLE metrics ADD CONSTRAINT metrics_value_given CHECK (value IS NOT NULL) NOT VALID;
