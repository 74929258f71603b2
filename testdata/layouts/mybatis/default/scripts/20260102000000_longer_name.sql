-- // longer name
ALTER TABLE users ALTER COLUMN name TYPE varchar(20);

-- //@UNDO
ALTER TABLE users ALTER COLUMN name TYPE varchar(10);
