CREATE TABLE users (id bigint PRIMARY KEY, email text, name text, at date, UNIQUE (email, name));
CREATE TABLE notes (
-- ^ foreign-key-without-index
    id int PRIMARY KEY,
    user_id bigint REFERENCES users,
    other_id bigint REFERENCES users
);
CREATE INDEX ON notes (other_id, id);
CREATE TABLE small (user_id int REFERENCES users);
-- ^ foreign-key-type-narrower
CREATE INDEX ON small (user_id);
-- One for the table, whatever many they are; a hash serves a single column.
CREATE TABLE links (a bigint REFERENCES users, b bigint REFERENCES users, c bigint REFERENCES users);
-- ^ foreign-key-without-index
CREATE INDEX ON links USING hash (c);
CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b));
-- In either order.
CREATE TABLE refers (b int, a int, FOREIGN KEY (a, b) REFERENCES pairs (a, b));
CREATE INDEX ON refers (b, a);

-- next migration
ALTER TABLE users ADD COLUMN best_note int REFERENCES notes;
CREATE INDEX CONCURRENTLY users_best_note ON users (best_note);
-- ^ rerun-fails
ALTER TABLE users ADD CONSTRAINT second FOREIGN KEY (at) REFERENCES days (at) NOT VALID;
--                ^ foreign-key-without-index
ALTER TABLE never_seen ADD CONSTRAINT third FOREIGN KEY (at) REFERENCES days (at) NOT VALID;

-- next migration
CREATE INDEX CONCURRENTLY one ON users (at);
-- next migration
CREATE INDEX CONCURRENTLY two ON users (at);
-- ^ duplicate-index
-- next migration
CREATE INDEX CONCURRENTLY three ON users USING hash (at);
-- next migration
CREATE UNIQUE INDEX CONCURRENTLY four ON users (at);
-- next migration
CREATE INDEX CONCURRENTLY five ON users (email);
-- ^ duplicate-index
-- next migration
CREATE INDEX CONCURRENTLY six ON users (email) WHERE name IS NULL;
-- next migration
CREATE INDEX CONCURRENTLY seven ON users (name);
-- next migration
-- Replaced: the old one goes.
CREATE INDEX CONCURRENTLY eight ON users (name);
DROP INDEX CONCURRENTLY seven;
-- ^ rerun-fails
-- next migration
ALTER TABLE notes ADD COLUMN IF NOT EXISTS kind text;
CREATE INDEX CONCURRENTLY nine ON notes (kind);
-- next migration
DROP INDEX CONCURRENTLY IF EXISTS ten;
CREATE INDEX CONCURRENTLY ten ON notes (kind DESC);
