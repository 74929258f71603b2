#!/usr/bin/env python3
"""What PostgreSQL's grammar refuses, tiptoe reports where the server does.

usage: tools/pg-server run positions_test.py TIPTOE

The server counts characters, tiptoe bytes, so each statement stands behind some that take
several. None of them runs: each ends in what no statement ends in. Where the server is of
another release than the parser, and says something else of it, places are not held against
each other.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.insert(0, ROOT + '/tools')
sys.dont_write_bytecode = True
from libpq import Refused, Session  # pylint: disable=wrong-import-position

LEAST = 300  # of some 1,500; the others say different things
TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\w+|\s+|.", re.S)
STRANGERS = ('é', '"ß€"', '😀', "'ü😀'", ')', ',', 'SELECT', '1', '')


def broken(statement):
    """With a token put in, or taken out, somewhere."""
    number = hashlib.sha256(statement.encode()).digest()
    tokens = TOKEN.findall(statement)
    at = number[0] * len(tokens) // 256
    stranger = STRANGERS[number[1] % len(STRANGERS)]
    tokens[at:at + (not stranger)] = [f' {stranger} ' if stranger else '']
    return '/* ÄÖ€😀 */ ' + ''.join(tokens) + ' ))'


def statements():
    for name in ('open.jsonl', 'more.jsonl'):
        with open(f'{ROOT}/testdata/truth/{name}', encoding='utf-8') as file:
            yield from dict.fromkeys(json.loads(line)['stmt'] for line in file)


def found_by_tiptoe(program, texts):
    """Of each text the message of its first finding about syntax, and the offset."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f'{folder}/{i}.sql' for i in range(len(texts))]
        for path, text in zip(paths, texts):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
        ran = subprocess.run([program, 'check', '--no-config', '--no-history', '--format', 'json', *paths],
                             stdout=subprocess.PIPE, check=False)
        first = {}
        for finding in json.loads(ran.stdout)['findings']:
            if finding['rule'] == 'syntax-error':
                first.setdefault(finding['path'], (finding['message'], finding['start']['offset']))
        return [first.get(path) for path in paths]


def refused_by_server(session, text):
    try:
        session.query(text)
    except Refused as error:
        return error.message, len(text[:int(error.position or 0) - 1].encode())
    return None


def main():
    texts = [broken(each) for each in statements() if ';' not in each]
    passed = failed = 0
    found = found_by_tiptoe(os.path.abspath(sys.argv[1]), texts)
    with Session('postgres') as session:
        for text, ours in zip(texts, found):
            theirs = refused_by_server(session, text)
            if ours and theirs and ours[0] == theirs[0]:
                passed += ours == theirs
                failed += ours != theirs
                if ours != theirs:
                    print(f'{text!r}: {ours}, and the server {theirs}', file=sys.stderr)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed < LEAST


sys.exit(main())
