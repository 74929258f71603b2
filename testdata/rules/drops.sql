CREATE TYPE mood AS ENUM ('sad', 'ok', 'meh');
CREATE TYPE size AS ENUM ('s', 'm');
CREATE TABLE users (id int PRIMARY KEY, name text, email text);
CREATE TABLE notes (id int, user_id int REFERENCES users);
CREATE INDEX users_email ON users (email);
CREATE INDEX users_name ON users (name);
CREATE INDEX users_name_id ON users (name, id);
CREATE VIEW names AS SELECT name FROM users;
CREATE VIEW shouted AS SELECT upper(name) FROM names;
CREATE TABLE logs (at int) PARTITION BY RANGE (at);
CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (9);

-- next migration
SET lock_timeout = '2s';
ALTER TABLE users DROP COLUMN name CASCADE;
-- ^ cascade-drops-more
--                ^ column-dropped
-- next migration
SET lock_timeout = '2s';
-- Partitions go with their parent, and a foreign key is no table.
DROP TABLE logs;
-- ^ table-dropped
DROP TABLE users CASCADE;
-- ^ table-dropped
-- next migration
SET lock_timeout = '2s';
CREATE TABLE fresh (id int, x int);
CREATE VIEW own AS SELECT x FROM fresh;
ALTER TABLE fresh DROP COLUMN x CASCADE;

-- next migration
SET lock_timeout = '2s';
BEGIN;
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad', 'ok');
-- ^ enum-value-removed
DROP TYPE mood_old;
DROP TYPE size;
CREATE TYPE size AS ENUM ('s', 'm', 'l');
COMMIT;

-- next migration
SET lock_timeout = '2s';
DROP DATABASE shop;
-- ^ database-dropped
DROP OWNED BY reporting;
-- ^ database-dropped

-- next migration
CREATE TABLE books (id int PRIMARY KEY, title text, author text);
CREATE INDEX books_title ON books (title);
CREATE INDEX books_author ON books (author);
CREATE INDEX books_author_title ON books (author, title);
-- next migration
DROP INDEX CONCURRENTLY books_title;
-- ^ index-replaced-too-early
CREATE INDEX CONCURRENTLY books_title ON books (title, id);
-- Another one stands in for it meanwhile.
DROP INDEX CONCURRENTLY books_author;
CREATE INDEX CONCURRENTLY books_author_id ON books (author, id);
-- next migration
DROP INDEX CONCURRENTLY IF EXISTS books_title;
CREATE INDEX CONCURRENTLY books_title ON books (title, id);
-- next migration
-- Queries wait until the new one is there, and it fails with the old one kept.
BEGIN;
DROP INDEX books_title;
-- ^ drop-index-blocks-queries
CREATE INDEX books_title ON books (title, author);
-- ^ create-index-blocks-writes
COMMIT;
