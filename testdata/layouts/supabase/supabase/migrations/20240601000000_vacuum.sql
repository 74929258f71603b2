ALTER TABLE users ADD COLUMN age integer;
-- reclaims
VACUUM users;
ALTER DATABASE shop SET TABLESPACE fast;
