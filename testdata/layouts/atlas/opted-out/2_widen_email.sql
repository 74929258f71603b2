-- atlas:txmode none

ALTER TABLE users ALTER COLUMN email TYPE varchar(320);
