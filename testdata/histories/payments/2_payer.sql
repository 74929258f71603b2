ALTER TABLE payments ADD CONSTRAINT payments_payer FOREIGN KEY (payer) REFERENCES payers;
