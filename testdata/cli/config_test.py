#!/usr/bin/env python3
"""Holds .tiptoe.json to its JSON Schema, its patterns to what they say, and its reader to files
that are broken or made to hurt: config_test.py TIPTOE AS_NOBODY SCHEMA
"""
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, jsonschema  # noqa: E402

NAME = ".tiptoe.json"
ODD = (None, True, 3, 16.5, 99, "", "x", [], ["x"], [3], [[]], {}, {"x": 1}, [{}], [{"x": 1}])
ROW_COUNTS = "schema,table,rows,bytes\npublic,a,1,1\n"


class Folder:
    """A folder with a configuration, in which the program runs."""

    def __init__(self, tiptoe, path):
        self.tiptoe, self.path = tiptoe, path
        for name in ("x", "row-counts.csv"):
            self.write(ROW_COUNTS, name)

    def write(self, content, name=NAME):
        full = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def run(self, *args, before=()):
        return subprocess.run([*before, self.tiptoe, "check", "--print-config", *args], cwd=self.path,
                              capture_output=True, timeout=60, check=False)


def deep_set(document, path, value):
    """A copy of the document with another value at the path; lists are entered at their first item."""
    document = copy.deepcopy(document)
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return document


def places(schema, path=()):
    """Every key of the schema, with the smallest document that has its example there."""
    for name, inner in schema["properties"].items():
        if name == "$schema":
            continue
        here = (*path, name)
        yield here, inner["examples"][0]
        if "properties" in inner:
            yield from places(inner, here)
        elif inner.get("items", {}).get("type") == "object":
            yield from places(inner["items"], (*here, 0))


def document_for(schema, path, value):
    document = {}
    for depth in range(1, len(path) + 1):
        if path[depth - 1] != 0:
            example = dict(places(schema))[tuple(path[:depth])]
            document = deep_set(document, path[:depth], copy.deepcopy(example))
    return deep_set(document, path, value)


def accepts_what_its_schema_does(folder, schema):
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    keys = dict(places(schema))
    check("keys of every depth", any(len(path) == 3 for path in keys) and len(keys) > 20, keys)
    for path, example in keys.items():
        for value in (example, *ODD):
            document = document_for(schema, path, value)
            folder.write(json.dumps(document))
            done = folder.run()
            check(f"{path} = {value!r}: schema and program agree",
                  validator.is_valid(document) == (done.returncode == 0), done.stderr)
            check(f"{path} = {value!r}: a place", done.returncode == 0 or f"{NAME}:1:".encode() in done.stderr, done.stderr)
        for name in ("x", path[-1] + "s", "$schema"):
            document = document_for(schema, path, example)
            parent = path[:-1]
            document = deep_set(document, (*parent, name), "x")
            folder.write(json.dumps(document))
            check(f"{name} beside {path}", validator.is_valid(document) == (folder.run().returncode == 0), document)
    rules = schema["$defs"]["rules"]["properties"]
    for level in (*schema["$defs"]["severity"]["enum"], "fatal"):
        for value in (level, {"severity": level}, {"severity": level, "x": 1}):
            document = {"rules": {rule: value for rule in rules}}
            folder.write(json.dumps(document))
            check(f"rules: {value}", validator.is_valid(document) == (folder.run().returncode == 0))


def finds_what_patterns_mean(folder):
    folder.write("{}", "up/.git/x")
    for pattern, path, fits in (
        ("db/*.sql", "db/1.sql", True), ("db/*.sql", "db/x/1.sql", False), ("db/**/*.sql", "db/1.sql", True),
        ("db/**/*.sql", "db/x/y/1.sql", True), ("db/**", "db/x/y/1.sql", True), ("db/**", "dbx/1.sql", False),
        ("db", "db/x/1.sql", True), ("db/", "db/x/1.sql", True), ("db/x", "db/x/1.sql", True), ("./db", "db/1.sql", True),
        ("/db", "db/1.sql", True), ("db/*", "db/x/1.sql", False), ("*.sql", "db/x/1.sql", True), ("1.sql", "db/x/1.sql", True),
        ("x", "db/x/1.sql", True), ("**/x/**", "db/x/1.sql", True), ("**/x/**", "x/1.sql", True), ("**/x/**", "db/1.sql", False),
        ("**/a/**/b/**/1.sql", "a/b/a/b/b/1.sql", True), ("**/a/**/b/**/1.sql", "b/a/1.sql", False),
        ("db/?.sql", "db/1.sql", True), ("db/?.sql", "db/10.sql", False), ("db/[0-4]*", "db/10.sql", True),
        ("db/[0-4]*", "db/5.sql", False), ("../up/db", "db/1.sql", True), ("../db", "db/1.sql", False), ("DB", "db/1.sql", False),
        ("**", "1.sql", True), ("*", "db/1.sql", True), ("**/" * 30 + "z", "a/" * 30 + "y", False),
    ):
        folder.write(json.dumps({"paths": [{"match": pattern, "pg_version": 12}]}), f"up/{NAME}")
        done = folder.run(f"up/{path}")
        check(f"{pattern} for {path}", (b"pg_version     12 " in done.stdout) == fits, done.stdout[:300] + done.stderr)


def survives(folder, what, content, told=None, arguments=()):
    folder.write(content)
    done = folder.run(*arguments)
    error = done.stderr.decode("utf-8")
    check(f"{what}: exit status", done.returncode in (0, 2) and (told is None or done.returncode == 2), done)
    check(f"{what}: a message", done.returncode == 0 or re.search(r"\.tiptoe\.json(:\d+:\d+)?: ", error), error)
    check(f"{what}: {told}", told is None or told in error, error)


def survives_hostile_files(folder):
    survives(folder, "empty", b"", "1:1: a value is missing")
    survives(folder, "Latin-1", b'{\n "format": "caf\xe9"}', "2:16: this is not UTF-8 text")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        survives(folder, encoding, '{"pg_version": 16}'.encode(encoding), "is not UTF-8 text")
    survives(folder, "zero byte", b'{"pg_version"\0: 16}', "1:14: this is not UTF-8 text")
    survives(folder, "byte order mark", b"\xef\xbb\xbf{}")
    survives(folder, "CRLF", b'{\r\n  "pg_version": 1\r\n}', '2:17: "pg_version" cannot be 1;')
    survives(folder, "nested lists", b"[" * 1000000, "too many brackets")
    survives(folder, "nested objects", b'{"a":' * 500000, "too many brackets")
    survives(folder, "deep, closed", b'{"a":' + b"[" * 62 + b"]" * 62 + b"}", "unknown key")
    survives(folder, "comments", b"/* */" * 200000 + b"{}" + b"//\n" * 200000)
    survives(folder, "slashes", b"{}" + b"/" * 1000000)
    survives(folder, "commas", b"[" + b"," * 1000000 + b"]", "")
    survives(folder, "too large", b" " * (5 << 20), "larger than 4 MiB")
    survives(folder, "many keys", json.dumps({f"k{i}": i for i in range(100000)}), "1:2: unknown key")
    survives(folder, "many of one key", "{" + '"pg_version": 16,' * 100000 + "}", "is there twice")
    survives(folder, "many rules", json.dumps({"rules": {f"column-rename{i}": "off" for i in range(20000)}}), "no rule is called")
    survives(folder, "a long key", json.dumps({"k" * 3000000: 1}), "unknown key")
    survives(folder, "a long word", json.dumps({"format": "k" * 3000000}), "cannot be")
    survives(folder, "many paths", json.dumps({"paths": [{"match": "**/a/**/b/**"}] * 20000}), arguments=["a/" * 500 + "c.sql"])
    survives(folder, "control characters", '{"\\u001b[31m\\n": 1, "pg_\x1bversion": 2}', "unknown key")
    check("control characters stay here", b"\x1b" not in folder.run().stderr)


def survives_mutations(folder, schema):
    document = {path[0]: example for path, example in places(schema) if len(path) == 1}
    text = "// all of it\n" + json.dumps(document, indent=2).replace("\n}", ",\n}")
    folder.write(text)
    check("all examples at once", folder.run().returncode == 0, folder.run().stderr)
    for end in range(0, len(text), 7):
        survives(folder, f"cut at {end}", text[:end], "")
    source = random.Random(20260101)
    pieces = ['"', "{", "}", "[", "]", ",", ":", "//", "/*", "*/", "\\", "\n", "null", "1e999", "\xff", "'"]
    for i in range(300):
        at = source.randrange(len(text))
        cut = at + source.choice((0, 1, 5))
        survives(folder, f"mutation {i}", text[:at] + source.choice(pieces) + text[cut:])


def survives_odd_files(folder, as_nobody):
    path = os.path.join(folder.path, NAME)
    folder.write("{}")
    os.chmod(path, 0)
    done = folder.run(before=[as_nobody])
    check("unreadable", done.returncode == 2 and b"Permission denied" in done.stderr, done)
    for what, make, told in (
        ("a folder", os.mkdir, b"is a folder"), ("a pipe", os.mkfifo, b"is a pipe"),
        ("a loop", lambda name: os.symlink(NAME, name), b"cannot be read"),
        ("a link to nothing", lambda name: os.symlink("nowhere", name), b"No such file"),
    ):
        os.remove(path)
        make(path)
        done = folder.run()
        check(what, done.returncode == 2 and told in done.stderr, done)
        if os.path.isdir(path):
            os.rmdir(path)
            folder.write("{}")


def main():
    tiptoe, as_nobody, schema_path = sys.argv[1:]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    for test, arguments in ((accepts_what_its_schema_does, [schema]), (finds_what_patterns_mean, []),
                            (survives_hostile_files, []), (survives_mutations, [schema]), (survives_odd_files, [os.path.abspath(as_nobody)])):
        with tempfile.TemporaryDirectory() as path:
            os.chmod(path, 0o755)
            test(Folder(os.path.abspath(tiptoe), path), *arguments)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
