SET search_path = billing, tenancy;
SET lock_timeout = '2s';

CREATE SEQUENCE invoice_numbers START WITH 1 INCREMENT BY 1 CACHE 10;

CREATE TABLE invoices (
    number bigint PRIMARY KEY DEFAULT nextval('invoice_numbers'::regclass),
    tenant uuid NOT NULL REFERENCES tenants,
    net cents,
    tax positive_cents DEFAULT 0,
    gross bigint GENERATED ALWAYS AS (net + tax) STORED,
    issued date NOT NULL DEFAULT CURRENT_DATE,
    paid boolean
);

CREATE TYPE period AS (starts date, ends date);

CREATE TABLE invoice_items (
    invoice bigint NOT NULL REFERENCES invoices ON UPDATE RESTRICT,
    item smallint NOT NULL,
    label text NOT NULL,
    covers period,
    amount cents,
    PRIMARY KEY (invoice, item)
);
