#!/usr/bin/env python3
"""Writes what a fuzzer starts from: the inputs of all tests, as its target takes them.

usage: fuzz_seeds.py TARGET FOLDER [COUNT]

With a COUNT, no more than that, spread over all. What they are goes by the checkout alone.
"""
import glob
import hashlib
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
BYTES_MOST = 8000
FILE_END = b'\x1e'


def read(pattern):
    for path in sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True)):
        with open(path, 'rb') as file:
            yield file.read()


def sql_files():
    return [text for text in read('testdata/**/*.sql') if len(text) <= BYTES_MOST]


def examples():
    """Of the rules' documentation: what each finds, and what it does not."""
    for text in read('rules/*.c'):
        yield from (re.sub(rb'^ \* ?', b'', block, flags=re.M)
                    for block in re.findall(rb'```sql[^\n]*\n(.*?) \* ```', text, flags=re.S))


def truths():
    """Statements that servers were tried with, behind what was there before them."""
    for text in read('testdata/truth/*.jsonl'):
        for line in text.splitlines():
            case = json.loads(line)
            yield ''.join(each + ';\n' for each in case['setup']).encode() + FILE_END + \
                ''.join(each + ';\n' for each in [*case['before'], case['stmt']]).encode()


def histories():
    """A few migrations of each history, one behind the other."""
    for folder in sorted(glob.glob(os.path.join(ROOT, 'testdata/histories/*/'))):
        texts = list(read(os.path.relpath(folder, ROOT) + '/*.sql'))
        yield from (FILE_END.join(texts[i:i + 4]) for i in range(0, len(texts) - 3, 3))


def chosen(text):
    """With a release and a way to run it, which differ from text to text."""
    digest = hashlib.sha256(text).digest()
    return text + b'\0' + digest[:2]


def ignored(text):
    """With comments that hold rules back, in the places where people put them."""
    rules = sorted(os.path.basename(path)[:-2].replace('_', '-')
                   for path in glob.glob(ROOT + '/rules/*_*.c'))
    number = hashlib.sha256(text).digest()
    rule = rules[number[0] % len(rules)].encode()
    other = rules[number[1] % len(rules)].encode()
    forms = [
        b'-- tiptoe:ignore ' + rule + b', ' + other + b': so it is\n' + text,
        b'-- tiptoe:ignore-file ' + rule + b': reason\n' + text,
        b'-- tiptoe:ignore-start ' + rule + b': r\n' + text + b'\n-- tiptoe:ignore-end ' + rule + b'\n',
        text.replace(b',\n', b', -- tiptoe:ignore ' + rule + b': r\n').rstrip() + b' /* atlas:nolint */\n',
        b'-- squawk-ignore ' + rule + b'\n' + text + b'-- eugene: ignore E1\n',
        text.replace(b';\n', b'; -- tiptoe:ignore ' + rule + b': r\n'),
    ]
    return forms[number[2] % len(forms)]


def session(text):
    """An editor that opens the text, asks all there is to ask, and types."""
    uri = {'uri': 'file:///nowhere/db/1.sql'}
    sql = text.replace(FILE_END, b'').decode('utf-8', 'replace')
    all_of_it = {'start': {'line': 0, 'character': 0}, 'end': {'line': sql.count('\n') + 1, 'character': 0}}
    calls = [
        ('initialize', {'capabilities': {'textDocument': {'codeLens': {}, 'publishDiagnostics': {
            'relatedInformation': True}}}, 'rootUri': None}, 1),
        ('initialized', {}, None),
        ('textDocument/didOpen', {'textDocument': {**uri, 'languageId': 'sql', 'version': 1, 'text': sql}}, None),
        ('textDocument/hover', {'textDocument': uri, 'position': {'line': 0, 'character': 9}}, 2),
        ('textDocument/codeLens', {'textDocument': uri}, 3),
        ('textDocument/codeAction', {'textDocument': uri, 'range': all_of_it, 'context': {'diagnostics': []}}, 4),
        ('textDocument/didChange', {'textDocument': {**uri, 'version': 2}, 'contentChanges': [
            {'range': {'start': {'line': 0, 'character': 0}, 'end': {'line': 0, 'character': 2}}, 'text': 'é'}]}, None),
        ('textDocument/inlayHint', {'textDocument': uri, 'range': all_of_it}, 5),
        ('shutdown', None, 6), ('exit', None, None)]
    return b'\n'.join(json.dumps(
        {'jsonrpc': '2.0', **({'id': number} if number else {}), 'method': method,
         **({'params': params} if params is not None else {})}, ensure_ascii=False).encode()
        for method, params, number in calls)


def changelogs():
    for number, kind in enumerate(('xml', 'yaml', 'json')):
        yield from (text + bytes((0, number, 0)) for text in read(f'testdata/**/*.{kind}')
                    if b'databaseChangeLog' in text)


def configurations():
    return [*read('testdata/**/.tiptoe.json'), *(
        block for text in read('testdata/cli/*.case')
        for block in re.findall(rb"<<'?END'?\n(\{.*?|//.*?)END\n", text, flags=re.S))]


def all_sql():
    return [*examples(), *truths(), *histories(), *sql_files()]


SEEDS = {
    'reading': lambda: [*sql_files(), *examples()],
    'lint': lambda: [chosen(text) for text in all_sql()],
    'ignores': lambda: [chosen(ignored(text)) for text in [*examples(), *sql_files()] if FILE_END not in text],
    'config': configurations,
    'changelog': lambda: list(changelogs()),
    'lsp': lambda: [session(text) for text in [*examples(), *sql_files()] if len(text) < 1000],
}


def main():
    target, folder = sys.argv[1:3]
    seeds = {hashlib.sha256(text).hexdigest()[:16]: text for text in SEEDS[target]() if len(text) <= BYTES_MOST}
    most = int(sys.argv[3]) if len(sys.argv) > 3 else len(seeds)
    os.makedirs(folder, exist_ok=True)
    for name in sorted(seeds)[:most]:
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(seeds[name])


main()
