#!/usr/bin/env python3
"""Applies patches between random texts, by git: diff_test.py DIFF"""
import os
import random
import subprocess
import sys
import tempfile

NAMES = ("a.sql", "b c.sql", "tab\tin.sql", 'quote".sql', "back\\slash.sql", "na\u00efve.sql", "d/e f/g.sql")
WORDS = (b"one", b"two", b"", b" three", b"\tfour ", b"-- five", b"+six", b"@@ -1 +1 @@", b"\\ No newline", b"caf\xe9")


def text(rng, lines):
    """Lines with ends of either kind; the last may have none."""
    body = b"".join(rng.choice(WORDS) + rng.choice((b"\n", b"\n", b"\r\n")) for _ in range(lines))
    return body + (rng.choice(WORDS) if rng.random() < 0.3 else b"")


def changed(rng, before):
    lines = before.splitlines(keepends=True)
    for _ in range(rng.randrange(4)):
        at = rng.randrange(len(lines) + 1)
        what = rng.random()
        if what < 0.4:
            lines[at:at] = [rng.choice(WORDS) + b"\n" for _ in range(rng.randrange(1, 9))]
        elif what < 0.8:
            del lines[at:at + rng.randrange(1, 9)]
        elif lines:
            lines[-1] = lines[-1].rstrip(b"\n")
    return b"".join(lines)


def write(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def apply(program, name, before, after):
    """Whether git makes `after` of `before` by the patch; empty files are no business of patches."""
    write("before", before)
    write("after", after)
    write(name, before)
    patch = subprocess.run([program, "before", "after", name], stdout=subprocess.PIPE, check=True).stdout
    if before == after:
        return patch == b""
    done = subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch, check=False)
    with open(name, "rb") as file:
        if done.returncode == 0 and file.read() == after:
            return True
    sys.stderr.buffer.write(patch)
    return False


def main():
    program = os.path.abspath(sys.argv[1])
    seed = random.randrange(1 << 30)
    rng = random.Random(seed)
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run(["git", "init", "-q"], check=True)
        for i in range(300):
            before = text(rng, rng.choice((1, 3, 8, 40)))
            after = changed(rng, before) if i % 10 else text(rng, 30)
            if after and before:
                count += 1
                if not apply(program, NAMES[i % len(NAMES)], before, after):
                    print(f"seed {seed}, text {i}: the patch makes something else")
                    return 1
        many = b"".join(b"%d\n" % i for i in range(4000))
        if not apply(program, "many.sql", many, many.replace(b"1", b"x")):
            print("thousands of lines that differ")
            return 1
    print(f"{count + 1} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
