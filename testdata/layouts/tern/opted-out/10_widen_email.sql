---- tern: disable-tx ----

ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

---- create above / drop below ----
ALTER TABLE users ALTER COLUMN email TYPE varchar(100);
