CREATE TABLE t (a int, b int, c int);

-- next migration
-- Above, with other comments and blank lines between.
-- tiptoe:ignore create-index-blocks-writes: small
CREATE INDEX i1 ON t (a);
-- ^ create-index-blocks-writes, ignored
/* tiptoe: ignore create-index-blocks-writes: small
   still, and for long */

-- +goose StatementBegin
CREATE INDEX i2
-- ^ create-index-blocks-writes, ignored
    ON t (a);
-- +goose StatementEnd

-- At the end of the line, before the semicolon, and in the line.
CREATE INDEX i3
-- ^ create-index-blocks-writes, ignored
    ON t (a); -- tiptoe:ignore create-index-blocks-writes: behind the last line
CREATE INDEX i4 ON t (a) -- tiptoe:ignore create-index-blocks-writes: small
-- ^ create-index-blocks-writes, ignored
;
/* tiptoe:ignore create-index-blocks-writes: small */ CREATE INDEX i5 ON t (a);
--                                                    ^ create-index-blocks-writes, ignored
CREATE INDEX i6 ON t (a); CREATE INDEX i7 ON t (a); -- tiptoe:ignore create-index-blocks-writes: both
-- ^ create-index-blocks-writes, ignored
--                        ^ create-index-blocks-writes, ignored
CREATE INDEX i8 ON t (a); /* tiptoe:ignore create-index-blocks-writes: one */ CREATE INDEX i9 ON t (a);
-- ^ create-index-blocks-writes
--                                                                            ^ create-index-blocks-writes, ignored

-- Only what is named, and only the next statement.
-- tiptoe:ignore create-index-blocks-writes, column-renamed: two names
--                                           ^ ignore-unused
CREATE INDEX i10 ON t (a);
-- ^ create-index-blocks-writes, ignored
CREATE INDEX i11 ON t (a);
-- ^ create-index-blocks-writes
-- tiptoe:ignore column-renamed: another
--               ^ ignore-unused
CREATE INDEX i12 ON t (a);
-- ^ create-index-blocks-writes

-- What squawk or Atlas calls it is a name, too.
-- tiptoe:ignore require-concurrent-index-creation: small
CREATE INDEX i13 ON t (a);
-- ^ create-index-blocks-writes, ignored

-- next migration
-- Inside a statement: the next line, or its own.
ALTER TABLE t
    -- tiptoe:ignore check-scans-table: small
    ADD CHECK (a > 0),
--  ^ check-scans-table, ignored
    ADD CHECK (b > 0), -- tiptoe:ignore check-scans-table: small
--  ^ check-scans-table, ignored
    /* tiptoe:ignore check-scans-table: small */ ADD CHECK (c > 0),
--                                               ^ check-scans-table, ignored
    ADD CHECK (a > 1),
--  ^ check-scans-table
    -- tiptoe:ignore column-renamed: nothing of that here
--                   ^ ignore-unused
    ADD CHECK (a > 2);
--  ^ check-scans-table

-- next migration
-- No directives: in strings, in dollar quotes, in the middle of a comment, in COPY's data.
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
-- tiptoe:ignore
SELECT 1 $$;
SELECT '
-- tiptoe:ignore
';
-- See tiptoe:ignore in the manual. tiptoe: so called by its authors.
CREATE TABLE notes (body text);
COPY notes FROM stdin; -- tiptoe:ignore column-renamed: behind COPY
--                                      ^ ignore-unused
-- tiptoe:ignore
'
\.
\copy notes from stdin
-- tiptoe:ignore
'
\.
\set x '-- tiptoe:ignore'
-- A statement that never ends does not take the others along.
CREATE TABLE broken (a text DEFAULT 'open);
--                                  ^ syntax-error
-- tiptoe:ignore create-index-blocks-writes: small
CREATE INDEX i14 ON t (a);
-- ^ create-index-blocks-writes, ignored

-- next migration
-- An included file is something to stand above.
-- tiptoe:ignore include-not-followed: checked by itself
\i functions.sql
-- ^ include-not-followed, ignored
--  tiptoe:ignore include-not-followed: nothing below
--  ^ ignore-misplaced
