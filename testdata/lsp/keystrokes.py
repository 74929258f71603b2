#!/usr/bin/env python3
"""What a keystroke costs where a history stands before the file: keystrokes.py TIPTOE FILE [STROKES]

Types into FILE, in the editor only, and prints the milliseconds from each change to its diagnostics.
"""
import os
import sys
import time

from client import Client

STATEMENT = "ALTER TABLE t ALTER COLUMN name TYPE varchar(20);\n"


def measure(tiptoe, path, strokes):
    """Milliseconds: until the first diagnostics, for which all is replayed, then of each keystroke."""
    folder, name = os.path.split(os.path.abspath(path))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    client = Client(tiptoe, folder)
    client.start()
    began = time.perf_counter()
    client.open(name, text)
    times = [(time.perf_counter() - began) * 1000]
    line = text.count("\n")
    for i in range(strokes):
        at = i % len(STATEMENT)
        began = time.perf_counter()
        client.change(name, ((line, at), (line, at), STATEMENT[at]))
        times.append((time.perf_counter() - began) * 1000)
        line += STATEMENT[at] == "\n"
    assert client.stop() == 0, client.errors()
    return times[0], sorted(times[1:])


def describe(first, times):
    median, most = times[len(times) // 2], times[len(times) * 99 // 100]
    return (f"a keystroke in the last file, from the change to its diagnostics: {median:.1f} ms, "
            f"99 of 100 within {most:.1f} ms; the first of all: {first:.0f} ms")


def main():
    tiptoe, path = sys.argv[1:3]
    print(describe(*measure(os.path.abspath(tiptoe), path, int(sys.argv[3]) if len(sys.argv) > 3 else 300)))


if __name__ == "__main__":
    main()
