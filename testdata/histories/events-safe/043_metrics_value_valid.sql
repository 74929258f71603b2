ALTER TABLE metrics VALIDATE CONSTRAINT metrics_value_given;
