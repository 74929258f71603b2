CREATE TABLE t (a int);
CREATE INDEX old1 ON t (a);
CREATE INDEX old2 ON t (a);

-- next migration
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX i1 ON t (a);
-- ^ create-index-blocks-writes, ignored
/* squawk-ignore prefer-text-field, require-concurrent-index-creation -- small */
CREATE INDEX i2 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- squawk-ignore
CREATE INDEX i3 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- squawk-ignore renaming-column
CREATE INDEX i4 ON t (a);
-- ^ create-index-blocks-writes
-- squawk-ignored
CREATE INDEX i5 ON t (a);
-- ^ create-index-blocks-writes
-- atlas:nolint PG110 PG101
CREATE INDEX i6 ON t (a);
-- ^ create-index-blocks-writes, ignored
--atlas:nolint
CREATE INDEX i7 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- atlas:nolint

CREATE INDEX i8 ON t (a);
-- ^ create-index-blocks-writes, ignored
CREATE INDEX i9 ON t (a);
-- ^ create-index-blocks-writes
-- squawk-ignore

-- next migration
-- atlas:nolint concurrent_index

CREATE INDEX i10 ON t (a);
-- ^ create-index-blocks-writes, ignored
DROP INDEX old1;
-- ^ drop-index-blocks-queries, ignored

-- next migration
-- atlas:nolint concurrent_index
CREATE INDEX i11 ON t (a);
-- ^ create-index-blocks-writes, ignored
DROP INDEX old2;
-- ^ drop-index-blocks-queries

-- next migration
CREATE INDEX i12 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- squawk-ignore-file require-concurrent-index-creation -- anywhere

-- next migration
-- eugene: ignore E6
CREATE INDEX i20 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- eugene: ignore E5, E7
CREATE INDEX i21 ON t (a);
-- ^ create-index-blocks-writes
-- eugene: ignored by nobody
CREATE INDEX i22 ON t (a);
-- ^ create-index-blocks-writes
-- pgfence-ignore: create-index-not-concurrent
CREATE INDEX i23 ON t (a);
-- ^ create-index-blocks-writes, ignored
/* pgfence-ignore */
CREATE INDEX i24 ON t (a);
-- ^ create-index-blocks-writes, ignored
-- pgfence: ignore create-index-not-concurrent
CREATE INDEX i25 ON t (a);
-- ^ create-index-blocks-writes, ignored
