CREATE DOMAIN code AS varchar(40);
CREATE DOMAIN checked AS varchar(40) CHECK (VALUE <> '');
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (
    id int PRIMARY KEY, v varchar(20), vv varchar, tx text, c char(10), n numeric(10, 2),
    b varbit(10), ts timestamp, ts3 timestamp(3), iv interval(3), i int, j json, x xml, a varchar(10)[],
    m mood, ip cidr, ck varchar(10) CHECK (ck <> ''), ix varchar(10), ex varchar(10), ci text);
CREATE INDEX t_ix ON t (ix);
CREATE INDEX t_ex ON t (lower(ex));
CREATE INDEX t_ci ON t (ci);
CREATE TABLE seen (id int PRIMARY KEY, w varchar(10));
CREATE VIEW v AS SELECT w FROM seen;
CREATE TABLE parted (at int, w varchar(10)) PARTITION BY RANGE (at);

-- next migration
-- Free: the bytes stay as they are.
ALTER TABLE t ALTER v TYPE varchar(40), ALTER vv TYPE text, ALTER tx TYPE varchar;
ALTER TABLE t ALTER n TYPE numeric(12, 2);
ALTER TABLE t ALTER n TYPE numeric;
ALTER TABLE t ALTER b TYPE varbit;
ALTER TABLE t ALTER ts3 TYPE timestamp(6);
ALTER TABLE t ALTER iv TYPE interval;
ALTER TABLE t ALTER x TYPE text;
ALTER TABLE t ALTER ip TYPE inet;
ALTER TABLE t ALTER v TYPE text USING v::text;
ALTER TABLE t ALTER ix TYPE text;
ALTER TABLE t ALTER vv TYPE code;
--            ^ column-type-changed

-- next migration
-- Written anew.
ALTER TABLE t ALTER c TYPE char(20);
--            ^ column-type-changed
ALTER TABLE t ALTER i TYPE bigint;
--            ^ column-type-changed
ALTER TABLE t ALTER j TYPE jsonb;
--            ^ column-type-changed
ALTER TABLE t ALTER m TYPE text;
--            ^ column-type-changed
ALTER TABLE t ALTER a TYPE varchar(20)[];
--            ^ column-type-changed
ALTER TABLE t ALTER tx TYPE varchar(5);
--            ^ column-type-changed
ALTER TABLE t ALTER v TYPE text USING lower(v);
--            ^ column-type-changed
ALTER TABLE t ALTER v TYPE checked;
--            ^ column-type-changed

-- next migration
-- Not written, but read or built again.
ALTER TABLE t ALTER ck TYPE varchar(20);
--            ^ column-type-changed
ALTER TABLE t ALTER ex TYPE varchar(20);
--            ^ column-type-changed
ALTER TABLE t ALTER ci TYPE text COLLATE "C";
--            ^ column-type-changed

-- next migration
-- Refused.
ALTER TABLE t ALTER tx TYPE int;
--            ^ column-type-changed
ALTER TABLE seen ALTER w TYPE varchar(20);
--               ^ column-type-changed
ALTER TABLE parted ALTER at TYPE bigint;
--                 ^ column-type-changed
DROP VIEW v;
-- ^ table-dropped
ALTER TABLE seen ALTER w TYPE varchar(20);

-- next migration
-- The time zone decides.
SET TimeZone = 'UTC';
ALTER TABLE t ALTER ts TYPE timestamptz;
-- next migration
ALTER TABLE t ALTER ts TYPE timestamp;
--            ^ column-type-changed
-- next migration
ALTER TABLE never_seen ALTER ts TYPE timestamptz;
--                     ^ column-type-changed

-- next migration
-- A view holds the columns that it reads, not their namesakes; WITH hides a table.
CREATE TABLE owners (id int, name varchar(10));
CREATE TABLE pets (id int, name varchar(10), owner_id int, tag varchar(5), g int GENERATED ALWAYS AS (id + 1) STORED);
CREATE VIEW pet_owners AS SELECT o.name FROM owners o JOIN pets p ON p.owner_id = o.id;
CREATE VIEW tags AS WITH pets AS (SELECT 1 AS tag) SELECT tag FROM pets;
-- next migration
ALTER TABLE pets ALTER name TYPE varchar(20), ALTER tag TYPE text;
ALTER TABLE pets ALTER owner_id TYPE bigint;
--               ^ column-type-changed
ALTER TABLE pets DROP COLUMN g;
--               ^ drop-too-soon
ALTER TABLE pets ALTER id TYPE int;
DROP VIEW pet_owners;
-- ^ table-dropped
ALTER TABLE owners ALTER name TYPE text;
