CREATE FUNCTION total(id bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
CREATE FUNCTION total(id text) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION now_utc() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()';
CREATE PROCEDURE tidy(days int) LANGUAGE sql AS 'SELECT 1';

-- next migration
DROP FUNCTION total(text);
-- ^ function-dropped
DROP FUNCTION touch();
DROP FUNCTION now_utc();
-- ^ function-dropped
DROP PROCEDURE tidy(int);
-- ^ function-dropped
DROP FUNCTION unseen(int);
-- ^ function-dropped
DROP FUNCTION IF EXISTS never(int);
DROP FUNCTION perhaps_of_a_trigger();
CREATE FUNCTION scratch(i int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION scratch(int);

-- next migration
-- Made anew, with other arguments or another result.
BEGIN;
DROP FUNCTION total(bigint);
CREATE FUNCTION total(id bigint, net boolean) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
COMMIT;
DROP FUNCTION IF EXISTS total(bigint, boolean);
CREATE FUNCTION total(id bigint, net boolean) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';

-- next migration
DROP EXTENSION citext CASCADE;
-- ^ cascade-drops-more
DROP EXTENSION IF EXISTS hstore;
