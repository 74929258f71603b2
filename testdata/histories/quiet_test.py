#!/usr/bin/env python3
"""Whether the recommended preset keeps quiet on histories that take the safe steps.

usage: quiet_test.py TIPTOE FOLDER...

At most one finding for three files, nothing held back by a comment, and each finding that is
left is one that an experienced DBA would keep: a step that takes something away, and what has
no safe way at all. The histories that end with the same schema in one unsafe step have many.
"""
import collections
import glob
import json
import os
import subprocess
import sys

# What may be left, and why it stays.
KEPT = {
    'column-dropped': 'only the team knows that no version names the column',
    'table-dropped': 'likewise, and its rows are gone',
    'type-dropped': 'likewise, of casts',
    'key-dropped': 'likewise, of ON CONFLICT',
    'schema-dropped': 'likewise',
    'default-dropped': 'only the team knows that each version writes the column',
    'object-moved-to-schema': 'a type can leave no view behind',
    'attribute-renamed': 'a type has no second name',
    'domain-constraint-scans-tables': 'a domain is validated under SHARE, whatever one does',
}


def findings_of(tiptoe, folder):
    run = subprocess.run([tiptoe, 'check', '--no-config', '--no-baseline', '--format', 'json', folder],
                         capture_output=True, check=False, encoding='utf-8')
    return json.loads(run.stdout)['findings']


def faults(tiptoe, folder):
    files = glob.glob(f'{folder}/*.sql')
    findings = findings_of(tiptoe, folder)
    rules = collections.Counter(finding['rule'] for finding in findings)
    if not files or len(findings) * 3 > len(files):
        yield f'{len(findings)} findings in {len(files)} files'
    for rule in sorted(rules.keys() - KEPT.keys()):
        yield f'{rule} finds {rules[rule]}, and nobody would keep them'
    if any(finding['suppressed'] for finding in findings):
        yield 'a comment holds a finding back'
    original = folder.removesuffix('-safe')
    unsafe = len(findings_of(tiptoe, original))
    if not unsafe * 2 > len(glob.glob(f'{original}/*.sql')):
        yield f'{os.path.basename(original)} has but {unsafe} findings: is anything checked at all?'


def main():
    passed = failed = 0
    for folder in sys.argv[2:]:
        found = list(faults(sys.argv[1], folder))
        passed += not found
        failed += bool(found)
        for fault in found:
            print(f'{os.path.basename(folder)}: {fault}', file=sys.stderr)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main())
