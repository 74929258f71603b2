#!/usr/bin/env python3
"""Fixes all that the tests have: everywhere_test.py TIPTOE TESTDATA

Whatever the files hold, once they were fixed nothing is left to edit, no file has more errors
and warnings than before, and none is less readable.
"""
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

FOLDERS = ("example", "histories", "layouts", "rules", "sql", "report")
UNREAD = ("syntax-error", "not-checked")


def tiptoe(*args, folder):
    done = subprocess.run([os.path.abspath(sys.argv[1]), *args], cwd=folder, capture_output=True, check=False)
    if done.returncode not in (0, 1, 2):
        raise ValueError(f"{args} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def findings(folder):
    return json.loads(tiptoe("check", "--preset", "strict", "-f", "json", ".", folder=folder))["findings"]


def grave(found):
    """How many findings there are that fail a run, by file; what could not be read apart."""
    counts = collections.Counter()
    for each in found:
        if each["severity"] != "notice" and not each["suppressed"]:
            counts[each["path"], each["rule"] in UNREAD] += 1
    return counts


def main():
    passed = failed = edited = 0
    with tempfile.TemporaryDirectory() as work:
        for name in FOLDERS:
            folder = os.path.join(work, name)
            shutil.copytree(os.path.join(sys.argv[2], name), folder, symlinks=True)
            before = findings(folder)
            edited += sum(1 for each in before if each["edits"] and not each["suppressed"])
            tiptoe("fix", "--preset", "strict", ".", folder=folder)
            after = findings(folder)
            left = [each for each in after if each["edits"] and not each["suppressed"]]
            counts = grave(before)
            worse = [place for place, count in grave(after).items() if count > counts[place]]
            passed += 1
            for each in left:
                failed += 1
                print(f"{name}/{each['path']}:{each['start']['line']}: {each['rule']} could still be fixed: {each['fix']}")
            for path, _ in worse:
                failed += 1
                print(f"{name}/{path}: has more findings than before:")
                for each in after:
                    if each["path"] == path:
                        print(f"  {each['start']['line']}: {each['rule']}: {each['message']}")
            if tiptoe("fix", "--preset", "strict", "--diff", ".", folder=folder):
                failed += 1
                print(f"{name}: a second run changes something")
    if edited < 50:
        failed += 1
        print(f"only {edited} findings could be fixed")
    print(f"{edited} findings could be fixed")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
