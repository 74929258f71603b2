#!/usr/bin/env python3
"""Four times as much SQL may take about four times as long, and as much memory, but not sixteen times.

usage: growth_test.py TIPTOE [SHAPE …]

Each shape is the worst kind of file of its sort. Time is the processor's, and only ratios
are judged, so a slow machine or a sanitizer changes nothing.
"""
import os
import resource
import sys
import tempfile

SECONDS_LEAST = 0.06  # below it a ratio says nothing
BYTES_LEAST = 32_000_000  # likewise
RATIO_MOST = 8  # linear is 4, quadratic 16
RATIO_MOST_OF_SQUARES = 24  # cubic is 64
TRIES = 3  # others use the machine too
SECONDS_MOST = 20  # a run is ended
COUNT_MOST = 200_000


def rows(template, n):
    return '\n'.join(template.format(i=i, j=i + 1) for i in range(n))


def items(template, n):
    return ', '.join(template.format(i=i) for i in range(n))


SHAPES = {
    'columns in one key': lambda n: f'ALTER TABLE t ADD UNIQUE ({items("c{i}", n)});',
    'columns in one index': lambda n: f'CREATE INDEX ON t ({items("c{i}", n)});',
    'columns in one foreign key':
        lambda n: f'ALTER TABLE t ADD FOREIGN KEY ({items("c{i}", n)}) REFERENCES u ({items("c{i}", n)});',
    'columns in one CHECK': lambda n: f'ALTER TABLE t ADD CHECK (num_nulls({items("c{i}", n)}) = 0);',
    'unnamed CHECKs': lambda n: 'CREATE TABLE t (a int);' + rows('ALTER TABLE t ADD CHECK (a > {i});', n),
    'unnamed CHECKs of columns': lambda n: rows('ALTER TABLE t ADD CHECK (c > {i}), ADD CHECK (d > c);', n),
    'named CHECKs': lambda n: rows('ALTER TABLE t ADD CONSTRAINT c{i} CHECK (a > {i}) NOT VALID;', n),
    'unnamed indexes': lambda n: 'CREATE TABLE t (a int);' + rows('CREATE INDEX ON t (a);', n),
    'unnamed indexes, dropped': lambda n: rows('CREATE INDEX ON t (a);', n) +
        rows('DROP INDEX t_a_idx{j}; CREATE INDEX ON t (a);', n - 1),
    'unnamed keys': lambda n: 'CREATE TABLE t (a int);' + rows('ALTER TABLE t ADD UNIQUE (a);', n),
    'ADD COLUMN in one ALTER': lambda n: f'ALTER TABLE t {items("ADD COLUMN c{i} int", n)};',
    'ADD COLUMN in many': lambda n: rows('ALTER TABLE t ADD COLUMN c{i} int;', n),
    'ADD and DROP COLUMN': lambda n: rows('ALTER TABLE t ADD COLUMN c int; ALTER TABLE t DROP COLUMN c;', n),
    'wide table': lambda n: f'CREATE TABLE t ({items("c{i} int NOT NULL", n)});',
    'serial columns': lambda n: rows('CREATE TABLE t{i} (id serial, b serial, PRIMARY KEY (id, b));', n),
    'savepoints': lambda n: 'BEGIN;' + rows('SAVEPOINT s{i}; ALTER TABLE t ADD COLUMN c{i} int;'
                                            'ROLLBACK TO s{i};', n) + 'COMMIT;',
    'savepoints of one name': lambda n: 'BEGIN;' + rows('SAVEPOINT s; SELECT 1;', n) + 'COMMIT;',
    'renames of one table': lambda n: rows('ALTER TABLE t{i} RENAME TO t{j};', n),
    'renames of one column': lambda n: rows('ALTER TABLE t RENAME c{i} TO c{j};', n),
    'tables locked in one transaction': lambda n: 'BEGIN;' + rows('ALTER TABLE t{i} ADD a int;', n) + 'COMMIT;',
    'rows written under locks': lambda n: 'BEGIN;' + rows('ALTER TABLE t{i} ADD a int; UPDATE t{i} SET a = 1;', n) +
        'COMMIT;',
    'tables read under locks': lambda n: 'BEGIN;' + rows('ALTER TABLE t{i} ADD a int; SELECT * FROM u{i};', n) +
        'COMMIT;',
    'tables in one LOCK': lambda n: f'BEGIN; LOCK TABLE {items("t{i}", n)}; COMMIT;',
    'views on one table': lambda n: 'CREATE TABLE t (a int);' + rows('CREATE VIEW v{i} AS SELECT a FROM t;', n),
    'views on views': lambda n: 'CREATE TABLE t0 (a int);' + rows('CREATE VIEW t{j} AS SELECT a FROM t{i};', n) +
        'ALTER TABLE t0 ALTER a TYPE bigint; DROP TABLE t0 CASCADE;',
    'CHECKs in one ALTER': lambda n: f'ALTER TABLE t {items("ADD CHECK (a > {i})", n)};',
    'ignores': lambda n: rows('-- tiptoe:ignore create-index-blocks-writes: r\nCREATE INDEX ON t (a);', n),
    'ignores on one line': lambda n: '/* tiptoe:ignore column-renamed: r */ /*atlas:nolint*/' * n + '\nSELECT 1;',
    'ignores that lack all': lambda n: '/* tiptoe:ignore *//* tiptoe:x */' * n,
    'ignores in one statement': lambda n: 'ALTER TABLE t ' + ', -- tiptoe:ignore check-scans-table: r\n'
        .join(f'ADD CHECK (a > {i})' for i in range(n)),
    'names in one ignore': lambda n: f'-- tiptoe:ignore {items("column-renamd{i}", n)}: r\nSELECT 1;',
    'the same name in one ignore': lambda n: f'-- tiptoe:ignore {items("column-renamed", n)}: r\nSELECT 1;',
    'ranges one in the other': lambda n: rows('-- tiptoe:ignore-start column-renamed: r', n) + '\nSELECT 1;\n' +
        rows('-- tiptoe:ignore-end column-renamed', n),
    'ranges that do not end': lambda n: rows('-- tiptoe:ignore-start column-renamed: r\nSELECT 1;', n) +
        rows('-- tiptoe:ignore-end no-such-rule', n),
    'findings in ranges': lambda n: rows('-- tiptoe:ignore-start create-index-blocks-writes: r', n) + '\n' +
        rows('CREATE INDEX ON t (a);', n) + '\n-- tiptoe:ignore-end',
    'partitions': lambda n: 'CREATE TABLE t (a int) PARTITION BY RANGE (a);' +
        rows('CREATE TABLE t{i} PARTITION OF t FOR VALUES FROM ({i}) TO ({j});', n) + 'CREATE INDEX ON t (a);'
        'ALTER TABLE t ADD b int;',
    'partitions attached': lambda n: 'CREATE TABLE t (a int) PARTITION BY LIST (a);' +
        rows('CREATE TABLE t{i} (a int); ALTER TABLE t ATTACH PARTITION t{i} FOR VALUES IN ({i});', n),
    'type changes of unseen columns': lambda n: rows('ALTER TABLE t ALTER c{i} TYPE text;', n // 4) +
        rows('ALTER TABLE t{i} ALTER c TYPE numeric(10, 2);', n),
    'INHERITS over INHERITS': lambda n: 'CREATE TABLE t0 (a int);' +
        rows('CREATE TABLE t{j} () INHERITS (t{i});', n) + 'ALTER TABLE t0 ADD b int;',
    'children of one table': lambda n: 'CREATE TABLE t (a int);' + rows('CREATE TABLE t{i} () INHERITS (t);', n) +
        'ALTER TABLE t ADD b int; DROP TABLE t CASCADE;',
    'foreign keys to one table': lambda n: 'CREATE TABLE t (id int PRIMARY KEY);' +
        rows('CREATE TABLE t{i} (a int REFERENCES t);', n) + rows('DROP TABLE t{i};', n),
    'foreign keys of one table': lambda n: 'CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (a int);' +
        rows('ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u;', n),
    'keys that cascade two ways': lambda n: 'CREATE TABLE t0 (id int PRIMARY KEY);' + rows(
        'CREATE TABLE t{j} (id int PRIMARY KEY, a int REFERENCES t{i} ON DELETE CASCADE,'
        ' b int REFERENCES t{i} ON DELETE CASCADE);', n) + 'DELETE FROM t0;',
    'indexes of one table': lambda n: rows('CREATE INDEX ON t (c{i});', n),
    'indexes dropped and made': lambda n: rows('CREATE INDEX i{i} ON t (c{i});', n) +
        rows('DROP INDEX i{i}; CREATE INDEX j{i} ON t (c{i});', n),
    'enums made anew': lambda n: rows("CREATE TYPE e AS ENUM ('a'); DROP TYPE e;", n),
    'enums of one name replaced': lambda n: "CREATE TYPE e AS ENUM ('a');" + rows(
        "ALTER TYPE e RENAME TO old; CREATE TYPE e AS ENUM ('a', 'b'); DROP TYPE old;", n),
    'tables dropped': lambda n: rows('DROP TABLE t{i}; ALTER TABLE u{i} ADD c int, DROP d;', n),
    'long IN list': lambda n: f'ALTER TABLE t ADD CHECK (a IN ({items("{i}", n)})); '
        f'UPDATE t SET b = 1 WHERE a IN ({items("{i}", n)});',
    'labels of one enum': lambda n: "CREATE TYPE e AS ENUM ('a');" + rows("ALTER TYPE e ADD VALUE 'v{i}';", n),
    'indexes in one DROP': lambda n: rows('CREATE INDEX i{i} ON t (a);', n) + f'DROP INDEX {items("i{i}", n)};',
    'unseen indexes in one DROP': lambda n: f'DROP INDEX {items("i{i}", n)};',
    'tables in one DROP': lambda n: rows('CREATE TABLE t{i} (a int PRIMARY KEY);', n) +
        f'DROP TABLE {items("t{i}", n)};',
    'tables in one TRUNCATE': lambda n: f'TRUNCATE {items("t{i}", n)};',
    'triggers on one table': lambda n: rows('CREATE TRIGGER g{i} BEFORE UPDATE ON t FOR EACH ROW EXECUTE '
                                            'FUNCTION f();', n),
    'functions of one name': lambda n: rows("CREATE FUNCTION f(a e{i}) RETURNS int LANGUAGE sql AS 'SELECT 1';", n),
    'functions': lambda n: rows("CREATE FUNCTION f{i}() RETURNS int LANGUAGE sql AS 'SELECT 1';", n),
    'schemas': lambda n: rows('CREATE SCHEMA s{i}; CREATE TABLE s{i}.t (a int); ALTER SCHEMA s{i} RENAME TO r{i};', n),
    'settings': lambda n: 'BEGIN;' + rows('SET LOCAL search_path = s{i}; SET CONSTRAINTS c{i} DEFERRED;', n) +
        'COMMIT;',
    'bodies': lambda n: rows('DO $$ BEGIN ALTER TABLE t{i} ADD c int; END $$;', n),
    'bodies with INTO': lambda n: rows('DO $$ BEGIN UPDATE t SET c = 1 WHERE a = {i} RETURNING a INTO b; END $$;', n),
    'bodies that are not known': lambda n: rows('DO $$ BEGIN EXECUTE t; END $$; ALTER TABLE t{i} ADD c int;', n),
    'statements in one body': lambda n: 'DO $$ BEGIN ' + rows('CREATE TABLE t{i} (a int);', n) + 'END $$;',
    'guarded statements that fail': lambda n: 'CREATE TABLE t (a int); DO $$ BEGIN IF x THEN ' +
        rows('ALTER TABLE t ADD a int; ALTER TABLE t DROP b{i};', n) + 'END IF; END $$;',
    'blocks one in the other': lambda n: 'DO $$ ' + 'BEGIN ' * n + rows('CREATE TYPE t{i} AS (a int);', n) +
        'EXCEPTION WHEN OTHERS THEN NULL; END;' * n + '$$;',
    'handlers in one block': lambda n: 'DO $$ BEGIN ' + rows('CREATE TYPE t{i} AS (a int);', n) +
        'EXCEPTION WHEN OTHERS THEN NULL;' * n + 'END $$;',
    'quotes in one body': lambda n: "DO $$ BEGIN EXECUTE '" + "SELECT ''a'';" * n + "'; END $$;",
    'ignores in one body': lambda n: 'DO $$ BEGIN ' +
        rows('-- tiptoe:ignore create-index-blocks-writes: r\nCREATE INDEX ON t (a);', n) + 'END $$;',
    'many schemas in search_path': lambda n: f'SET search_path = {items("s{i}", n)}; CREATE INDEX ON t (a);',
}

# These do grow with the square, from where it hurts nobody: some 10,000 in one file take seconds.
SQUARES = {
    'partitions': 'each bound is held against all others',
    'partitions attached': 'likewise',
    'functions of one name': 'likewise',
    'labels of one enum': 'each is held against all others',
    'triggers on one table': 'likewise',
    'tables in one TRUNCATE': 'likewise',
    'indexes in one DROP': 'each is looked for among those of its table',
    'unnamed indexes': 'each is held against all others of its table, for one that is there already',
    'schemas': 'a renamed one is looked for in all relations',
}
# Each answer of "effects" lists all tables that are held.
SQUARES_OF_EFFECTS = ('tables locked in one transaction', 'rows written under locks', 'tables read under locks')


def run(program, command, path):
    """Seconds of processor time and bytes at the peak, or nothing when it failed to end."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MOST, SECONDS_MOST))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.execv(program, [program, *command, path])
    _, status, used = os.wait4(child, 0)
    ended = os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, 1)
    return (used.ru_utime + used.ru_stime, used.ru_maxrss * 1024) if ended else None


class Shape:
    def __init__(self, program, command, folder, name):
        self.program, self.command, self.make = program, command, SHAPES[name]
        square = name in SQUARES or (name in SQUARES_OF_EFFECTS and 'effects' in command)
        self.most = RATIO_MOST_OF_SQUARES if square else RATIO_MOST
        self.path = os.path.join(folder, 'x.sql')

    def measure(self, n):
        with open(self.path, 'w', encoding='ascii') as file:
            file.write(self.make(n))
        return run(self.program, self.command, self.path)

    def size(self):
        """A number of statements that takes long enough to be measured."""
        n = 250
        while n < COUNT_MOST:
            used = self.measure(n)
            if used is None or used[0] >= SECONDS_LEAST:
                break
            n = int(n * max(1.5, min(8, 1.2 * SECONDS_LEAST / max(used[0], 0.001))))
        return n

    def judge(self):
        """Whether it grows as it should, and in words how it grew."""
        told = ''
        n = self.size()
        for _ in range(TRIES):
            small, large = self.measure(n), self.measure(4 * n)
            if small is None or large is None:
                return False, f'n = {n}: did not end well within {SECONDS_MOST} s'
            time = large[0] / max(small[0], SECONDS_LEAST)
            memory = large[1] / max(small[1], BYTES_LEAST)
            told = f'n = {n}: {small[0]:.2f} s, 4n: {large[0]:.2f} s, {time:.1f} times; ' \
                   f'{small[1] >> 20} MB, 4n: {large[1] >> 20} MB, {memory:.1f} times'
            if time <= self.most and memory <= self.most:
                return True, told
        return False, told


def main():
    program = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2:] or SHAPES
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            for command in (['--format', 'json'], ['effects', '--format', 'json']):
                good, told = Shape(program, command, folder, name).judge()
                passed += good
                failed += not good
                if not good or len(sys.argv) > 2:
                    print(f'{name} ({command[0]}): {told}', file=sys.stderr, flush=True)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


if __name__ == '__main__':
    sys.exit(main())
