-- hasura:no-transaction
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
