CREATE TABLE rooms (
    id int PRIMARY KEY,
    name text NOT NULL UNIQUE
);
INSERT INTO rooms (id, name) VALUES (1, 'yellow'), (2, 'green');
