DROP TABLE users;
DROP TABLE users_that_never_were;
