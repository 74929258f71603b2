#!/usr/bin/env python3
"""Parsing on several threads changes nothing of what is said: a history with all that is read in
another way than its neighbours gives the same bytes on one thread and on many.

usage: jobs_test.py TIPTOE
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish  # noqa: E402

FILES = 240
ODD = {
    7: "CREATE TABLE broken (id int;\nCREATE INDEX ON t5 (a);\n",
    20: "-- Larger than what is parsed ahead.\n" + "INSERT INTO t1 VALUES (1, 'x');\n" * 4000 + "CREATE INDEX ON t1 (a);\n",
    33: "CREATE TYPE mood AS ENUM ('sad');\n",
    # From here to the commit, INSERTs must be read that are skimmed otherwise.
    34: "CREATE TABLE moods (m mood);\nBEGIN;\nALTER TYPE mood ADD VALUE 'ok';\nINSERT INTO moods VALUES ('ok');\nSELECT 1 FRO;\nCOMMIT;\n",
    50: "\\i other.sql\nALTER TABLE t3 RENAME TO u3;\n",
    61: "\ufeffALTER TABLE t4 RENAME COLUMN a TO b;\r\n",
    # Proves a newer server in the middle of the file: it is read once more.
    77: "ALTER TABLE t6 ALTER COLUMN a SET NOT NULL;\nMERGE INTO t1 USING t2 ON t1.a = t2.a WHEN NOT MATCHED BY SOURCE THEN DELETE;\n",
    90: "ALTER TABLE t5 ALTER COLUMN b TYPE int;\n-- tiptoe:ignore-file table-dropped: nobody uses it\nDROP TABLE t9;\n",
    91: "",
    120: "SELECT " + "(" * 3000 + "1" + ")" * 3000 + ";\nDROP TABLE t10;\n",
}


def write(folder):
    for i in range(FILES):
        text = ODD.get(i, f"CREATE TABLE t{i} (a int, b text);\nCREATE INDEX ON t{i // 2} (a);\nALTER TABLE t{i // 3} ADD UNIQUE (a, b);\n")
        with open(os.path.join(folder, f"{i + 1:04}_step.sql"), "w", newline="", encoding="utf-8") as file:
            file.write(text)


def run(program, *arguments):
    done = subprocess.run([program, "check", "--format", "json", *arguments], capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        write(folder)
        last = os.path.join(folder, f"{FILES:04}_step.sql")
        unreadable = os.path.join(folder, "0100_step.sql")
        os.remove(unreadable)
        os.symlink("nowhere", unreadable)
        for what, paths in (("all files", [folder]), ("one, behind its history", [last])):
            alone = run(program, "--jobs", "1", *paths)
            check(f"{what}: findings", b'"rule"' in alone[1] or paths == [last], str(alone[2])[:300])
            for jobs in ("2", "3", "8", "1000"):
                for _ in range(3):
                    check(f"{what}, {jobs} jobs", run(program, "-j", jobs, *paths) == alone)
        for wrong in ("0", "-1", "x", "", "99999999999"):
            code, _, told = run(program, "--jobs", wrong, folder)
            check(f"--jobs {wrong!r}", code == 2 and b"--jobs" in told, str(told))
    finish()


main()
