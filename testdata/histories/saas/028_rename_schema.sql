ALTER SCHEMA tenancy RENAME TO accounts;
