-- // create users
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(10) NOT NULL,
    email text NOT NULL
);

-- //@UNDO
DROP TABLE users;
