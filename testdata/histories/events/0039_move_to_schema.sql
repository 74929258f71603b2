CREATE SCHEMA store;

ALTER TABLE subscribers SET SCHEMA store;

ALTER TYPE event_class SET SCHEMA store;

ALTER TABLE audit SET SCHEMA store;
