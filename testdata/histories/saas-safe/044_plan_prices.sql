CREATE TABLE billing.prices (
    plan billing.plan NOT NULL,
    currency char(3) NOT NULL DEFAULT 'EUR',
    seats int4range NOT NULL,
    amount billing.positive_cents,
    CONSTRAINT prices_pkey PRIMARY KEY (plan, currency, seats)
);

ALTER TABLE billing.prices ADD COLUMN comment text COLLATE "C";
