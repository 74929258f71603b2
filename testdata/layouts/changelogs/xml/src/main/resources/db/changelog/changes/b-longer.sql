--liquibase formatted sql
--changeset bob:3
ALTER TABLE users ALTER COLUMN name TYPE varchar(20);
