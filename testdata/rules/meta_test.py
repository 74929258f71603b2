#!/usr/bin/env python3
"""Whether each rule has what every rule must have.

usage: meta_test.py TIPTOE CHANGELOG.md TESTDATA

Examples run as tests of their own (check_rules), in the oldest and the newest release, too, and
rulegen refuses a rule without an unsafe and a safe one. Here: a test that marks a finding of
the rule or shows it in its expected
output, words of the right shape, and the release that brought it.
"""
import glob
import json
import re
import subprocess
import sys

FAMILIES = {'locks', 'compatibility', 'data', 'transactions', 'failures', 'security', 'history', 'reading', 'style'}


def ask(tiptoe, *args):
    return subprocess.run([tiptoe, *args], capture_output=True, check=True, encoding='utf-8').stdout


def read_all(pattern):
    texts = []
    for path in glob.glob(pattern, recursive=True):
        with open(path, encoding='utf-8', errors='replace') as file:
            texts.append(file.read())
    return '\n'.join(texts)


def faults(rule, page, marked, shown, changelog, version):
    words = rule['id']
    if words not in marked and words not in shown:
        yield 'no test marks it, and no expected output shows it'
    if rule['severity'] == 'notice' and rule['preset'] == 'strict':
        yield 'a notice that only the strict preset has fails no run'
    if rule['family'] not in FAMILIES:
        yield f"is about {rule['family'] or 'nothing'}"
    if (rule['family'] == 'style') != (rule['preset'] == 'style'):
        yield 'taste belongs into the preset of taste, and nothing else does'
    if rule['summary'].endswith('.') or '\n' in rule['summary'] or len(rule['summary']) > 100:
        yield 'its summary is one line without a full stop'
    if not re.search(r'^## Unsafe$', page, re.M) or not re.search(r'^## Safe$', page, re.M):
        yield 'its page lacks "Unsafe" or "Safe"'
    if not re.search(r'for PostgreSQL \d+ and newer', page):
        yield 'its page tells no release of PostgreSQL'
    if f"since tiptoe {rule['since']}." not in page or not (rule['since'] in ('next', version) or f"## [{rule['since']}]" in changelog):
        yield 'the release that brought it is not told, or unknown to the changelog; what is new says "next"'
    for option in rule.get('options', []):
        if not option['minimum'] <= option['default'] <= option['maximum'] or f"`{option['name']}`" not in page:
            yield f"its option \"{option['name']}\" is not told, or stands out of its bounds"


def main():
    tiptoe, changelog_path, testdata = sys.argv[1:]
    with open(changelog_path, encoding='utf-8') as file:
        changelog = file.read()
    marked = set(re.findall(r'\^ ([a-z-]+)', read_all(f'{testdata}/rules/**/*.sql')))
    shown = set(re.findall(r'\[([a-z-]+)\]|"rule": "([a-z-]+)"', read_all(f'{testdata}/**/*.expected')))
    shown = {word for pair in shown for word in pair}
    version = ask(tiptoe, '--version').split()[1]
    passed = failed = 0
    for rule in json.loads(ask(tiptoe, 'rules', '--format', 'json'))['rules']:
        found = list(faults(rule, ask(tiptoe, 'explain', rule['id']), marked, shown, changelog, version))
        passed += not found
        failed += bool(found)
        for fault in found:
            print(f"{rule['id']}: {fault}", file=sys.stderr)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main())
