CREATE TABLE payers (id bigint PRIMARY KEY);
CREATE TABLE payments (paid_on date NOT NULL, payer bigint) PARTITION BY RANGE (paid_on);

-- Keys of their own, of which some are what all of them are given later.
CREATE TABLE payments_2023 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT who_paid FOREIGN KEY (payer) REFERENCES payers);
CREATE TABLE payments_2024 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT payments_payer CHECK (payer > 0));
CREATE TABLE payments_2025 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT a_payer_goes FOREIGN KEY (payer) REFERENCES payers ON DELETE CASCADE);
CREATE TABLE payments_2026 (paid_on date NOT NULL, payer bigint) PARTITION BY RANGE (paid_on);
CREATE TABLE payments_2026_h1 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT payer_of_h1 FOREIGN KEY (payer) REFERENCES payers);
CREATE TABLE payments_2026_h2 (paid_on date NOT NULL, payer bigint);
CREATE TABLE payments_2027 (paid_on date NOT NULL, payer bigint) PARTITION BY RANGE (paid_on);
CREATE TABLE payments_2027_h1 (paid_on date NOT NULL, payer bigint,
    CONSTRAINT payer_of_h1 FOREIGN KEY (payer) REFERENCES payers);
CREATE TABLE payments_2027_h2 (paid_on date NOT NULL, payer bigint);

ALTER TABLE payments_2026 ATTACH PARTITION payments_2026_h1 FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
ALTER TABLE payments_2026 ATTACH PARTITION payments_2026_h2 FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
ALTER TABLE payments_2027 ATTACH PARTITION payments_2027_h1 FOR VALUES FROM ('2027-01-01') TO ('2027-07-01');
ALTER TABLE payments_2027 ATTACH PARTITION payments_2027_h2 FOR VALUES FROM ('2027-07-01') TO ('2028-01-01');
ALTER TABLE payments_2027 ADD CONSTRAINT payer_of_2027 FOREIGN KEY (payer) REFERENCES payers;

ALTER TABLE payments ATTACH PARTITION payments_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
ALTER TABLE payments ATTACH PARTITION payments_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE payments ATTACH PARTITION payments_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE payments ATTACH PARTITION payments_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE payments ATTACH PARTITION payments_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
