--liquibase formatted sql
--changeset ann:emails runOnChange:true
CREATE OR REPLACE VIEW emails AS SELECT email FROM users;
--changeset ann:shorter
ALTER TABLE users ALTER COLUMN name TYPE varchar(30);
