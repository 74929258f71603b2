#!/usr/bin/env python3
"""Runs the program on files that are broken, odd or made to hurt: each gets an ordinary answer.

usage: hostile_test.py TIPTOE
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish  # noqa: E402

HAZARD = b'CREATE INDEX ON users (name);\n'


def run(program, folder, content):
    path = os.path.join(folder, 'x.sql')
    with open(path, 'wb') as file:
        file.write(content)
    done = subprocess.run([program, '--format', 'json', '--ignore', 'duplicate-index', path], capture_output=True, timeout=300)
    try:
        return done.returncode, json.loads(done.stdout), done.stderr
    except ValueError:
        return done.returncode, None, done.stderr


def expect(program, folder, what, content, status, rules):
    """`rules`: a rule and where it must be found, or None for anywhere."""
    code, answer, told = run(program, folder, content)
    check(f'{what}: exit status', code == status, f'{code} for {status}; {told[:300]}')
    found = [(finding['rule'], finding['start']['offset']) for finding in (answer or {}).get('findings', [])]
    check(f'{what}: an answer', answer is not None, told[:300])
    for rule, offset in rules:
        hit = any(rule == name and offset in (None, at) for name, at in found)
        check(f'{what}: {rule} at {offset}', hit, str(found)[:300])
    check(f'{what}: how many findings', len(found) == len(rules), str(found)[:300])


def ignores(program, folder):
    """Comments that hold findings back, in files that are not as files should be."""
    index, ignore = 'create-index-blocks-writes', b'-- tiptoe:ignore create-index-blocks-writes: small'
    line = ignore + b'\n' + HAZARD
    for what, content in (
        ('CRLF', line.replace(b'\n', b'\r\n')), ('a lone carriage return', line.replace(b'\n', b'\r')),
        ('byte order mark', b'\xef\xbb\xbf' + line), ('Latin-1', line.replace(b'small', b'na\xefve')),
        ('no newline', HAZARD[:-2] + b' ' + ignore), ('no blank', HAZARD[:-1] + ignore),
    ):
        code, answer, told = run(program, folder, content)
        held = [each for each in answer['findings'] if each['rule'] == index]
        check(f'ignore, {what}', len(held) == 1 and held[0]['suppressed']['kind'] == 'in-source', str(held)[:300])
        check(f'ignore, {what}: exit status', code == 0, f'{code}; {told[:300]}')
    for what, content, status, rules in (
        ('the last bytes', HAZARD + b'-- tiptoe:ignore', 1, [(index, 0), ('ignore-misplaced', 33)]),
        ('nothing else', b'/* tiptoe:ignore*/', 1, [('ignore-misplaced', 3)]),
        ('no end', HAZARD + b'/* tiptoe:ignore', 1, [(index, 0), ('syntax-error', None)]),
        ('an empty comment', b'--\n/**/\n/***/\n--tiptoe:\n' + HAZARD, 1, [(index, 24), ('directive-unknown', 16)]),
        ('UTF-16', line.decode().encode('utf-16'), 1, [('syntax-error', None)]),
        ('behind a zero byte', b'SELECT 1;\0' + line, 1, [('syntax-error', 9)]),
        ('bytes for a name', b'-- tiptoe:ignore \xff\xfe: r\nSELECT 1;', 1, [('ignore-unknown-rule', 17)]),
        ('only colons', b'-- tiptoe:::ignore x: r\n' + HAZARD, 1, [('directive-unknown', 3), (index, 24)]),
        ('only commas', b'-- tiptoe:ignore ,,,: r\n' + HAZARD, 1, [('ignore-without-rule', 3), (index, 24)]),
        ('in YAML', b'---\nname: tiptoe:ignore\n---\n' + HAZARD, 1, [('not-checked', 0), (index, 28)]),
    ):
        expect(program, folder, f'ignore: {what}', content, status, rules)


def encodings(program, folder):
    index = 'create-index-blocks-writes'
    expect(program, folder, 'empty', b'', 0, [])
    expect(program, folder, 'blanks', b' \r\n\t', 0, [])
    expect(program, folder, 'byte order mark', b'\xef\xbb\xbf' + HAZARD, 1, [(index, 3)])
    expect(program, folder, 'only a byte order mark', b'\xef\xbb\xbf', 0, [])
    expect(program, folder, 'CRLF', b'SELECT 1;\r\n' + HAZARD.replace(b'\n', b'\r\n'), 1, [(index, 11)])
    expect(program, folder, 'Latin-1', b"SELECT 'caf\xe9';\n" + HAZARD, 1, [(index, 15)])
    expect(program, folder, 'zero byte', HAZARD + b'SELECT \0 1;\n' + HAZARD, 1,
           [(index, 0), ('syntax-error', len(HAZARD) + 7)])
    for name in ('utf-16', 'utf-16-le', 'utf-16-be', 'utf-32'):
        expect(program, folder, name, HAZARD.decode().encode(name), 1, [('syntax-error', None)])
    expect(program, folder, 'no newline, no semicolon', HAZARD.rstrip(b';\n'), 1, [(index, 0)])


def depths(program, folder):
    index = ('create-index-blocks-writes', None)
    unread = ('not-checked', None)
    for what, text in (('parentheses', '(' * 200_000 + '1' + ')' * 200_000),
                       ('operators', '1' + ' + 1' * 100_000),
                       ('concatenations', "''" + " || ''" * 100_000),
                       ('NOT', 'NOT ' * 100_000 + 'true'),
                       ('CASE', 'CASE WHEN true THEN ' * 50_000 + '1' + ' END' * 50_000)):
        content = HAZARD + f'CREATE VIEW v AS SELECT {text};\n'.encode() + HAZARD
        expect(program, folder, f'nested {what}', content, 1, [index, unread, index])
    content = HAZARD + b'CREATE VIEW v AS ' + b'SELECT 1 UNION ALL ' * 50_000 + b'SELECT 1;\n' + HAZARD
    expect(program, folder, 'UNION', content, 1, [index, unread, index])
    content = HAZARD + b'CREATE TABLE t (' + b'('.join([b'a'] * 200_000) + b');\n'
    code, answer, told = run(program, folder, content)
    check('open parentheses', code == 1 and answer is not None, told[:300])


def sizes(program, folder):
    row = b"INSERT INTO users VALUES (1, 'a name of some length', 'somebody@example.org');\n"
    large = row * (50_000_000 // len(row))
    index = 'create-index-blocks-writes'
    expect(program, folder, '50 MB of statements', large + HAZARD, 1, [(index, len(large))])
    one = b'INSERT INTO users VALUES ' + b"(1, 'a name'),\n" * (50_000_000 // 16) + b"(2, 'last');\n"
    expect(program, folder, '50 MB in one statement', one + HAZARD, 1, [(index, len(one))])
    comment = b'/*' + b'x' * 50_000_000 + b'*/\n'
    expect(program, folder, '50 MB of comment', comment + HAZARD, 1, [(index, len(comment))])
    quote = HAZARD + b"SELECT '" + b'x' * 50_000_000
    expect(program, folder, '50 MB of open quote', quote, 1, [(index, 0), ('syntax-error', None)])


def dump():
    """What pg_dump and psql write: 5,000 statements, with data between them."""
    text = ['-- PostgreSQL database dump', r'\restrict abc', 'SET statement_timeout = 0;',
            "SELECT pg_catalog.set_config('search_path', '', false);", r'\connect shop', '']
    for i in range(1000):
        text += [f'CREATE TABLE public.t{i} (', '    id integer NOT NULL,', "    name text DEFAULT ';'::text", ');', '',
                 f'ALTER TABLE public.t{i} OWNER TO shop;', '',
                 f'COPY public.t{i} (id, name) FROM stdin;', "1\tit's; (not SQL", '2\t$$ "', r'\.', '',
                 f'ALTER TABLE ONLY public.t{i}', f'    ADD CONSTRAINT t{i}_pkey PRIMARY KEY (id);', '',
                 f'CREATE INDEX t{i}_name ON public.t{i} USING btree (name);', '']
    return '\n'.join(text).encode()


def broken_statements(program, folder):
    expect(program, folder, 'a dump', dump(), 0, [])
    good = [f'CREATE INDEX i{n} ON users (name);\n'.encode() for n in range(6)]
    for bad in (b'SELEC 1;\n', b'CREATE TABLE x (a int;\n', b"SELECT 'it's';\n", b'ALTER TABLE "x ADD y int;\n',
                b'CREATE TABLE y (a int));\n', b'CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; LANGUAGE sql;\n'):
        for place in range(len(good) + 1):
            content = b''.join(good[:place]) + bad + b''.join(good[place:])
            _, answer, told = run(program, folder, content)
            rules = [finding['rule'] for finding in (answer or {}).get('findings', [])]
            what = f'{bad!r} before statement {place}'
            check(what, rules.count('create-index-blocks-writes') == len(good), f'{rules} {told[:200]}')
            check(what, rules.count('syntax-error') == 1, f'{rules} {told[:200]}')


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for test in (encodings, ignores, depths, sizes, broken_statements):
            test(program, folder)
    return finish()


sys.exit(main())
