-- What the versions before 80 read; none of them is left.
SET lock_timeout = '2s';

ALTER TABLE billing.invoices DROP COLUMN paid;

ALTER TABLE accounts.members DROP COLUMN joined;

ALTER TABLE app.api_keys DROP COLUMN rate;
