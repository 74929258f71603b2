DROP TABLE users;
DROP TABLE users;
