"""What tests share: running a program, and keeping the score."""
import json
import os
import subprocess
import sys

try:
    import jsonschema  # noqa: F401, for those who import it from here
except ImportError:
    sys.exit("python3-jsonschema is missing; tools/setup --test installs it")

PASSED, FAILED = [], []


def judge(ok, what):
    (PASSED if ok else FAILED).append(what)
    if not ok:
        print(f"failed: {what}")


def check(what, holds, told=""):
    """The same where what came instead says more than the name of what was looked at."""
    judge(holds, what if holds else f"{what}: {told!s:.500}")


def same(actual, wanted, what):
    judge(actual == wanted, f"{what}: {actual!r} instead of {wanted!r}")


def output(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    judge(done.returncode in (0, 1), f"{command}: exit {done.returncode}: {done.stderr!r}")
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError as error:
        judge(False, f"{command}: {error}")
        return ""


def parsed(*command):
    try:
        return json.loads(output(*command))
    except ValueError as error:
        judge(False, f"{command}: {error}")
        return None


def sql_files(folder):
    files = [os.path.join(inner, name) for inner, _, names in os.walk(folder)
             for name in sorted(names) if name.endswith(".sql")]
    judge(len(files) > 0, f"no SQL file in {folder}")
    return files


def finish():
    print(f"{len(PASSED)} passed, {len(FAILED)} failed")
    return 1 if FAILED or not PASSED else 0
