#!/usr/bin/env python3
"""What a migration does to a table that it makes itself is nobody's problem, and only that.

usage: new_table_test.py TIPTOE

Every action is tried in every context: those in which the table is new, those in which it only
seems so, and those in which it holds rows already. Each cell says which rule must report it.
"""
import json
import subprocess
import sys
import tempfile

COLUMNS = '(id int, name text, u_id int)'

# What is done to the table: SQL, and the rules of which one must report it on a table in use.
ACTIONS = {
    'CREATE INDEX': ('CREATE INDEX t_name ON {t} (name);', ['create-index-blocks-writes']),
    'ADD FOREIGN KEY': ('ALTER TABLE {t} ADD CONSTRAINT k FOREIGN KEY (u_id) REFERENCES u;',
                        ['foreign-key-scans-tables']),
    'ADD CHECK': ('ALTER TABLE {t} ADD CONSTRAINT k CHECK (id > 0);', ['check-scans-table']),
    'ADD UNIQUE': ('ALTER TABLE {t} ADD CONSTRAINT k UNIQUE (id);', ['key-builds-index-under-lock']),
    'ADD PRIMARY KEY': ('ALTER TABLE {t} ADD CONSTRAINT k PRIMARY KEY (id);', ['key-builds-index-under-lock']),
    'SET NOT NULL': ('ALTER TABLE {t} ALTER COLUMN name SET NOT NULL;', ['not-null-scans-table']),
    'ALTER TYPE': ('ALTER TABLE {t} ALTER COLUMN id TYPE text;', ['column-type-changed']),
    'ADD COLUMN NOT NULL': ('ALTER TABLE {t} ADD COLUMN c int NOT NULL;',
                            ['column-added-not-null-without-default']),
    'ADD COLUMN with a volatile default': ('ALTER TABLE {t} ADD COLUMN c float DEFAULT random();',
                                           ['column-added-rewrites-table']),
    'RENAME COLUMN': ('ALTER TABLE {t} RENAME COLUMN name TO label;', ['column-renamed']),
    'DROP COLUMN': ('ALTER TABLE {t} DROP COLUMN name;',
                    ['column-dropped', 'drop-too-soon', 'expand-and-contract-mixed']),
    'RENAME TABLE': ('ALTER TABLE {t} RENAME TO renamed;', ['table-renamed']),
    'DROP TABLE': ('DROP TABLE {t};', ['table-dropped', 'drop-too-soon', 'expand-and-contract-mixed']),
    'TRUNCATE': ('TRUNCATE {t};', ['table-truncated']),
    'lock without a timeout': ('ALTER TABLE {t} ADD COLUMN c int;', ['lock-timeout-missing']),
}

# Rows are what these fail on, or read while the other table is locked, whoever sees the new one.
OF_ROWS = ['ADD COLUMN NOT NULL', 'ADD FOREIGN KEY']

NEW, FILLED, IN_USE = 'new', 'filled', 'in use'
# What comes before the action, what the table is then called, and what it is.
CONTEXTS = {
    'no transaction': (f'CREATE TABLE t {COLUMNS};', 't', NEW),
    'BEGIN': (f'BEGIN; CREATE TABLE t {COLUMNS};', 't', NEW),
    'an earlier transaction of the file': (f'BEGIN; CREATE TABLE t {COLUMNS}; COMMIT;', 't', NEW),
    'public.t is t': (f'CREATE TABLE public.t {COLUMNS};', 't', NEW),
    't is public.t': (f'CREATE TABLE t {COLUMNS};', 'public.t', NEW),
    'search_path': (f'CREATE SCHEMA s; SET search_path = s; CREATE TABLE t {COLUMNS};', 's.t', NEW),
    'renamed': (f'CREATE TABLE old {COLUMNS}; ALTER TABLE old RENAME TO t;', 't', NEW),
    'a temporary table': (f'CREATE TEMP TABLE t {COLUMNS};', 't', NEW),
    'a temporary table over another': (f'CREATE TABLE t {COLUMNS};\n-- next\n'
                                       f'CREATE TEMP TABLE t {COLUMNS};', 't', NEW),
    'made anew after ROLLBACK': (f'BEGIN; CREATE TABLE t {COLUMNS}; ROLLBACK; CREATE TABLE t {COLUMNS};', 't', NEW),
    'CREATE TABLE AS': ("CREATE TABLE t AS SELECT 1 AS id, text 'x' AS name, 1 AS u_id;", 't', FILLED),
    'SELECT INTO': ("SELECT 1 AS id, text 'x' AS name, 1 AS u_id INTO t;", 't', FILLED),
    'INSERT … SELECT': (f'CREATE TABLE t {COLUMNS}; INSERT INTO t SELECT id FROM u;', 't', FILLED),
    'COPY': (f'CREATE TABLE t {COLUMNS}; COPY t (id) FROM stdin;\n1\n\\.\n', 't', FILLED),
    'never made': ('', 't', IN_USE),
    'an earlier file': (f'CREATE TABLE t {COLUMNS};\n-- next\n', 't', IN_USE),
    'IF NOT EXISTS': (f'CREATE TABLE IF NOT EXISTS t {COLUMNS};', 't', IN_USE),
    'IF NOT EXISTS of one that is there': (f'CREATE TABLE t {COLUMNS};\n-- next\n'
                                           f'CREATE TABLE IF NOT EXISTS t {COLUMNS};', 't', IN_USE),
    'another schema': (f'CREATE SCHEMA s; CREATE TABLE s.t {COLUMNS};', 't', IN_USE),
    'another schema by search_path': (f'CREATE SCHEMA s; SET search_path = s; CREATE TABLE t {COLUMNS};'
                                      'RESET search_path;', 't', IN_USE),
    'ROLLBACK': (f'BEGIN; CREATE TABLE t {COLUMNS}; ROLLBACK;', 't', IN_USE),
    'ROLLBACK TO': (f'BEGIN; SAVEPOINT s; CREATE TABLE t {COLUMNS}; ROLLBACK TO s;', 't', IN_USE),
    'a name that only begins alike': (f'CREATE TABLE t1 {COLUMNS};', 't', IN_USE),
    'the other case, in quotes': (f'CREATE TABLE "T" {COLUMNS};', 't', IN_USE),
}

# A statement, what stands before it in an earlier file, and the one rule that reports it.
OTHERS = {
    'made only afterwards': ('', f'CREATE INDEX t_name ON t (name); CREATE TABLE t {COLUMNS};',
                             'create-index-blocks-writes'),
    'a new table that refers to one in use': ('', 'CREATE TABLE t (u_id int REFERENCES u);',
                                              'foreign-key-locks-referenced-table'),
    'a partition of a table in use': ('CREATE TABLE p (id int) PARTITION BY LIST (id);',
                                      'CREATE TABLE t PARTITION OF p FOR VALUES IN (1);',
                                      'partition-created-under-lock'),
    'a partition of a new table': ('', 'CREATE TABLE p (id int) PARTITION BY LIST (id);'
                                   'CREATE TABLE t PARTITION OF p FOR VALUES IN (1);', None),
}

BEFORE = 'CREATE TABLE u (id int PRIMARY KEY);'


def report(tiptoe, files):
    """The rules that the last of the files earns."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(files):
            paths.append(f'{folder}/{i}.sql')
            with open(paths[-1], 'w', encoding='utf-8') as file:
                file.write(text)
        done = subprocess.run([tiptoe, '--no-config', '--format', 'json', '--layout', 'plain', *paths],
                              capture_output=True, check=False, encoding='utf-8')
        findings = json.loads(done.stdout)['findings']
        wrong = {'syntax-error', 'not-checked', 'will-fail'} & {each['rule'] for each in findings}
        return [sorted(wrong)[0]] if wrong else [each['rule'] for each in findings if each['path'] == paths[-1]]


# Beside it, what the new table's foreign key does to the other table is said.
BESIDE = {'foreign-key-locks-referenced-table'}


def fits(found, rules, state, action):
    hazards = [rule for rule in found if rule in rules]
    if state == IN_USE or (state == FILLED and action in OF_ROWS):
        return len(hazards) == 1
    return not set(found) - BESIDE


def main():
    tiptoe = sys.argv[1]
    passed = failed = 0
    for context, (sql, table, state) in CONTEXTS.items():
        *earlier, last = sql.split('-- next\n')
        for action, (statement, rules) in ACTIONS.items():
            if action == 'ADD FOREIGN KEY' and context.startswith('a temporary table'):
                continue  # refused: a temporary table may refer to temporary ones only
            found = report(tiptoe, [BEFORE, *earlier, f'{last}\n{statement.format(t=table)}'
                                    f'{" COMMIT;" * (context == "BEGIN")}'])
            good = fits(found, rules, state, action)
            passed += good
            failed += not good
            if not good:
                print(f'{action}, {context} ({state}): found {found}', file=sys.stderr)
    for what, (before, sql, rule) in OTHERS.items():
        found = report(tiptoe, [BEFORE, before, sql])
        good = (rule in found) if rule else not found
        passed += good
        failed += not good
        if not good:
            print(f'{what}: found {found}', file=sys.stderr)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main())
