CREATE TABLE payments_2028 (paid_on date NOT NULL, payer bigint) PARTITION BY RANGE (paid_on);
CREATE TABLE payments_2028_h1 (paid_on date NOT NULL, payer bigint);
CREATE TABLE payments_2028_h2 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT payer_of_h2 FOREIGN KEY (payer) REFERENCES payers);
ALTER TABLE payments_2028 ATTACH PARTITION payments_2028_h1 FOR VALUES FROM ('2028-01-01') TO ('2028-07-01');
ALTER TABLE payments_2028 ATTACH PARTITION payments_2028_h2 FOR VALUES FROM ('2028-07-01') TO ('2029-01-01');
ALTER TABLE payments ATTACH PARTITION payments_2028 FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');
ALTER TABLE payments DETACH PARTITION payments_2023;
ALTER TABLE payments_2026 RENAME CONSTRAINT payments_payer TO payer_of_2026;
