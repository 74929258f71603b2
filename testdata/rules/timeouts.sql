CREATE TABLE t (id int PRIMARY KEY);
-- next migration
ALTER TABLE t ADD COLUMN a int;
-- ^ lock-timeout-missing
ALTER TABLE t ADD COLUMN b int;
-- next migration
SET lock_timeout = '2s';
ALTER TABLE t ADD COLUMN c int;
-- next migration
SET statement_timeout TO '1min';
ALTER TABLE t ADD COLUMN d int;
-- next migration
SELECT set_config('lock_timeout', '2s', false);
ALTER TABLE t ADD COLUMN e int;
-- next migration
SET lock_timeout = 0;
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN f int;
-- next migration
SET lock_timeout = '0s';
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN g int;
-- next migration
SET lock_timeout = '0.5s';
ALTER TABLE t ADD COLUMN h int;
-- next migration
SET lock_timeout = '2s';
RESET lock_timeout;
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN i int;
-- next migration
SET LOCAL lock_timeout = '2s';
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN j int;
-- next migration
BEGIN;
SET LOCAL lock_timeout = '2s';
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN k int;
COMMIT;
ALTER TABLE t ADD COLUMN l int;
-- next migration
ALTER TABLE t ADD COLUMN m int;
SET lock_timeout = '2s';
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN n int;
-- next migration
-- Nothing to wait for.
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN a int;
CREATE INDEX CONCURRENTLY ON t (a);
INSERT INTO t (id) VALUES (1);
ALTER TABLE t ADD CONSTRAINT t_a CHECK (a > 0) NOT VALID;
-- ^ lock-timeout-missing
-- next migration
-- It is at work again when it is needed.
SET lock_timeout = 0;
SET lock_timeout = '5s';
ALTER TABLE t VALIDATE CONSTRAINT t_a;
DROP INDEX t_a_idx;
-- ^ drop-index-blocks-queries

-- next migration
-- Half a millisecond is rounded to nothing, which is no end.
SET lock_timeout = '500us';
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN u1 int;
-- next migration
SET lock_timeout = '59.999s';
ALTER TABLE t ADD COLUMN u2 int;
-- next migration
SET lock_timeout = 60000;
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN u3 int;
-- next migration
-- Long while nothing waits for it.
SET lock_timeout = '1h';
ALTER TABLE t VALIDATE CONSTRAINT t_a;
SET lock_timeout = '2s';
ALTER TABLE t ADD COLUMN u4 int;
-- next migration
-- statement_timeout ends the wait before.
SET statement_timeout = '30s';
SET lock_timeout = '5 min';
ALTER TABLE t ADD COLUMN u5 int;
-- next migration
SELECT set_config('lock_timeout', '.1h', false);
-- ^ lock-timeout-ineffective
ALTER TABLE t ADD COLUMN u6 int;
-- next migration
SELECT set_config('lock_timeout', current_setting('statement_timeout'), false);
ALTER TABLE t ADD COLUMN u7 int;
-- next migration
SET lock_timeout = '2sec';
-- ^ will-fail
ALTER TABLE t ADD COLUMN u8 int;
-- ^ lock-timeout-missing
-- next migration
SET lock_timeout = '${timeout}';
ALTER TABLE t ADD COLUMN u9 int;
