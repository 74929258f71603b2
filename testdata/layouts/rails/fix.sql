ALTER TABLE public.users ALTER COLUMN name TYPE varchar(30), ALTER COLUMN email TYPE varchar(320);
