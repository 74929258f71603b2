CREATE TABLE t (a int);
CREATE INDEX old1 ON t (a);
CREATE INDEX old2 ON t (a);

-- next migration
-- tiptoe:ignore-file create-index-blocks-writes: written once a year
/* tiptoe:ignore-file column-renamed: never */
--                    ^ ignore-unused
CREATE INDEX i1 ON t (a);
-- ^ create-index-blocks-writes, ignored
CREATE INDEX i2 ON t (a);
-- ^ create-index-blocks-writes, ignored
--  tiptoe:ignore-file create-index-blocks-writes: too late
--  ^ ignore-misplaced

-- next migration
-- tiptoe:ignore-start create-index-blocks-writes, drop-index-blocks-queries: small
CREATE INDEX i3 ON t (a);
-- ^ create-index-blocks-writes, ignored
DROP INDEX old1;
-- ^ drop-index-blocks-queries, ignored
-- tiptoe:ignore-end drop-index-blocks-queries
CREATE INDEX i4 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- tiptoe:ignore-start create-index-blocks-writes: inner
CREATE INDEX i5 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- tiptoe:ignore-end create-index-blocks-writes
DROP INDEX old2;
-- ^ drop-index-blocks-queries
-- tiptoe:ignore-end
CREATE INDEX i6 ON t (a);
-- ^ create-index-blocks-writes
--  tiptoe:ignore-end
--  ^ ignore-misplaced
--  tiptoe:ignore-end column-renamed
--  ^ ignore-misplaced
--  tiptoe:ignore-start create-index-blocks-writes: never closed
--  ^ ignore-misplaced
CREATE INDEX i7 ON t (a);
-- ^ create-index-blocks-writes

-- next migration
-- What lacks something holds nothing.
--  tiptoe:ignore
--  ^ ignore-without-rule
--  tiptoe:ignore: small
--  ^ ignore-without-rule
--  tiptoe:ignore create-index-blocks-writes
--  ^ ignore-without-reason
--  tiptoe:ignore create-index-blocks-writes:
--  ^ ignore-without-reason
--  tiptoe:ignore create-index-blocks-writes small
--  ^ ignore-without-reason
-- tiptoe:ignore create-index-block-writes, no-such-rule-anywhere: small
--               ^ ignore-unknown-rule
--                                          ^ ignore-unknown-rule
--  tiptoe:ignore-next-line create-index-blocks-writes: small
--  ^ directive-unknown
CREATE INDEX i8 ON t (a);
-- ^ create-index-blocks-writes

-- next migration
-- What could not be read is held back by name only.
-- squawk-ignore-file
ALTER TABLE t ADD COLUM b int;
--                        ^ syntax-error
-- tiptoe:ignore syntax-error: a dialect of our own
ALTER TABLE t ADD COLUM b int;
--                        ^ syntax-error, ignored
-- tiptoe:ignore column-renamed: nobody knows whether it is
ALTER TABLE t RENAME a TO ${b;
--                        ^ syntax-error
CREATE INDEX i9 ON t (a);
-- ^ create-index-blocks-writes, ignored

-- next migration
-- tiptoe:ignore-file ignore-unused: made by a program
-- tiptoe:ignore column-renamed: made by a program
--               ^ ignore-unused, ignored
SELECT 1;
