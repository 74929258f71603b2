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
    before = cpu_ms(client.process.pid)
    for i in range(strokes):
        at = i % len(STATEMENT)
        began = time.perf_counter()
        client.change(name, ((line, at), (line, at), STATEMENT[at]))
        times.append((time.perf_counter() - began) * 1000)
        line += STATEMENT[at] == "\n"
    cpu = (cpu_ms(client.process.pid) - before) / strokes
    assert client.stop() == 0, client.errors()
    return times[0], sorted(times[1:]), cpu


def cpu_ms(pid):
    """What the process has used so far; it says more than a clock where others are busy too."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def describe(first, times, cpu):
    median, most = times[len(times) // 2], times[len(times) * 99 // 100]
    return (f"a keystroke in the last file costs {cpu:.1f} ms of CPU; from the change to its diagnostics "
            f"{median:.1f} ms, 99 of 100 within {most:.1f} ms; the first of all {first:.0f} ms")


def main():
    tiptoe, path = sys.argv[1:3]
    print(describe(*measure(os.path.abspath(tiptoe), path, int(sys.argv[3]) if len(sys.argv) > 3 else 300)))


if __name__ == "__main__":
    main()
