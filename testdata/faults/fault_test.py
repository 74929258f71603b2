#!/usr/bin/env python3
"""Has a call of the C library fail at every point of a run: fault_test.py TIPTOE SHIM [--all]

Whatever fails, a run answers as if nothing had, or ends with 2 and says why; an output file is
whole or as it was, and none is left beside it. --all has far more calls fail, and of one run each of them.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../report"))
from judging import check, finish  # noqa: E402

SAMPLE, MOST = 6, 500  # of the calls of a kind, and with --all
EACH_CALL = "text"  # the run in which --all has every single one fail
ONCE = ("alloc", "write", "close", "rename", "start")
LASTING = ("read", "open", "readdir", "stat")  # a disk that begins to fail goes on with it
VANISHED, CLOSED, BROKEN = 2, 13, 5  # errno
PATIENCE = 60

Scenario = namedtuple("Scenario", "name words given together reads", defaults=(None, (), True))
Outcome = namedtuple("Outcome", "status stdout stderr files")

GOOSE = {
    "1_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20), team int);\nCREATE TYPE mood AS ENUM ('ok');\n",
    "2_more.sql": "-- tiptoe:ignore lock-timeout-missing: tests\nALTER TABLE users ADD age int NOT NULL;\n"
                  "CREATE INDEX i ON users (name);\nCREATE VIEW v AS SELECT u.id, count(*) FROM users u GROUP BY 1;\n"
                  "-- +goose StatementBegin\nDO $$ BEGIN\n    ALTER TABLE users ADD code int;\n    EXECUTE 'DROP INDEX i';\nEND $$;\n"
                  "-- +goose StatementEnd\n",
    "3_broken.sql": "SELEC 1;\nALTER TABLE users ALTER COLUMN name TYPE text, ALTER team TYPE bigint;\nDROP TABLE teams;\n",
}


def message(method, number=None, **params):
    body = {"jsonrpc": "2.0", "method": method, "params": params, **({} if number is None else {"id": number})}
    text = json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(text), text)


def editor(folder):
    uri = f"file://{folder}/db/2_more.sql"
    return b"".join((
        message("initialize", 1, capabilities={}, rootUri=f"file://{folder}"), message("initialized"),
        message("textDocument/didOpen",
                textDocument={"uri": uri, "languageId": "sql", "version": 1, "text": "CREATE INDEX ON users (id);\n"}),
        message("textDocument/hover", 2, textDocument={"uri": uri}, position={"line": 0, "character": 3}),
        message("textDocument/codeLens", 3, textDocument={"uri": uri}), message("shutdown", 4), message("exit")))


def scenarios(folder):
    many = [f"many/{n:03}.sql" for n in range(20)]
    yield Scenario("text", ["check", "db"])
    for form in ("json", "sarif", "html", "markdown", "junit", "gitlab", "github", "github-checks", "gcc"):
        yield Scenario(form, ["check", "--format", form, "-o", f"{form}.out", "db"], reads=form == "json")
    yield Scenario("two jobs", ["check", "--jobs", "2", *many])
    yield Scenario("changelogs", ["check", "changelogs"])
    yield Scenario("effects", ["effects", "--format", "json", "db"])
    yield Scenario("schema", ["schema", "db"])
    yield Scenario("fix", ["fix", "inside"], None, ("inside/V2__b.sql",))
    yield Scenario("fix with a new file", ["fix", "flyway"], None, ("flyway/V2__b.sql", "flyway/V3__validate_constraints.sql"))
    yield Scenario("diff", ["fix", "--diff", "flyway"])
    yield Scenario("baseline", ["baseline", "db"])
    yield Scenario("below a baseline", ["check", "--baseline", "old-baseline.json", "db"])
    # What it cannot read it cannot guess from: people read what it writes.
    yield Scenario("init", ["init", "--force"], reads=False)
    yield Scenario("rule", ["explain", "column-renamed"])
    yield Scenario("configuration", ["config", "--schema"])
    yield Scenario("where from", ["check", "--print-config", "db/2_more.sql"], reads=False)
    yield Scenario("staged", ["check", "--staged"])
    yield Scenario("standard input", ["check", "--stdin-path", "db/4_new.sql", "-"], b"DROP TABLE users;\n")
    yield Scenario("editor", ["lsp"], editor(folder))


def write(folder, path, text):
    full = os.path.join(folder, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)


def make_project(program, folder):
    for name, text in GOOSE.items():
        write(folder, f"db/{name}", "-- +goose Up\n" + text)
    for n in range(20):
        write(folder, f"many/{n:03}.sql", f"CREATE TABLE t{n} (a int, b text);\nALTER TABLE t{n // 2} ADD UNIQUE (a);\n")
    write(folder, "inside/V1__a.sql", "CREATE TABLE a (id int);\nCREATE INDEX i ON a (id);\n")
    write(folder, "inside/V2__b.sql", "DROP INDEX i;\n")
    write(folder, "flyway/V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int, a int);\n")
    write(folder, "flyway/V2__b.sql", "SET lock_timeout = '1s';\nALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES a;\n")
    write(folder, ".tiptoe.json", '{"pg_version": 16, "rules": {"table-dropped": "warning"}, // why\n'
                                  ' "paths": [{"match": "db/legacy/**", "rules": {"column-renamed": "off"}}]}\n')
    shutil.copytree(os.path.join(HERE, "../layouts/changelogs"), os.path.join(folder, "changelogs"))
    done = subprocess.run([program, "baseline", "--output", "old-baseline.json", "db"], cwd=folder, capture_output=True)
    check("a baseline to begin with", done.returncode == 0, done.stderr)
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def marks(folder, below=""):
    """What tells whether a file is the same as before."""
    found = {}
    for entry in os.scandir(os.path.join(folder, below)):
        path = os.path.join(below, entry.name)
        if entry.is_dir():
            found.update(marks(folder, path) if entry.name != ".git" else {})
        else:
            status = entry.stat()
            found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class Bench:
    """One project, which is as it was before each run."""

    def __init__(self, program, shim, folder):
        self.program, self.shim, self.folder = program, shim, os.path.join(folder, "project")
        self.counts = os.path.join(folder, "counts")
        os.mkdir(self.folder)
        make_project(program, self.folder)
        self.marks = marks(self.folder)
        self.before = {path: contents(os.path.join(self.folder, path)) for path in self.marks}
        self.folders = {os.path.dirname(path) for path in self.before} - {""}
        self.env = {"PATH": os.environ["PATH"], "LD_PRELOAD": shim, "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(self, scenario, fault=None):
        env = dict(self.env, FAULT=fault) if fault else dict(self.env, FAULT_COUNTS=self.counts)
        done = subprocess.run([self.program, *scenario.words], cwd=self.folder, env=env, close_fds=False,
                              capture_output=True, timeout=PATIENCE, input=scenario.given or b"")
        return Outcome(done.returncode, done.stdout, done.stderr.decode(), self.take_back())

    def take_back(self):
        """All that a run wrote, by path; None of what it removed."""
        files, after = {}, marks(self.folder)
        for path in {*after, *self.marks}:
            full = os.path.join(self.folder, path)
            if after.get(path) == self.marks.get(path):
                continue
            files[path] = contents(full) if path in after else None
            if path in self.before:
                with open(full, "wb") as file:
                    file.write(self.before[path])
            else:
                os.remove(full)
        if files:
            self.marks = marks(self.folder)
        return {path: text for path, text in files.items() if text != self.before.get(path)}

    def count(self):
        with open(self.counts, encoding="utf-8") as file:
            return {kind: int(number) for kind, number in map(str.split, file)}


def is_whole(path, text):
    """A report may hold the trouble itself, but it must have an end."""
    try:
        if path.endswith(("json.out", "sarif.out", "gitlab.out", "github-checks.out", ".json")):
            json.loads("\n".join(line for line in text.decode().split("\n") if not line.lstrip().startswith("//"))
                       if path == ".tiptoe.json" else text)
        elif path.endswith("junit.out"):
            ElementTree.fromstring(text)
        return not path.endswith("html.out") or text.endswith(b"</html>\n")
    except (ValueError, ElementTree.ParseError):
        return False


def says_why(bad):
    lines = [line for line in bad.stderr.splitlines() if line.startswith("tiptoe: ")]
    return bool(lines) if bad.status == 2 else any("cannot be read" in line for line in lines)


def complaint(scenario, fault, good, bad):
    """What is wrong with a run that something failed in; or None."""
    if (bad.status, bad.stdout, bad.files) == (good.status, good.stdout, good.files):
        return None
    lasting = not fault.startswith(ONCE)
    if bad.status not in (0, 1, 2):
        return "it crashed"
    if fault.startswith("alloc") and "out of memory" not in bad.stderr and "cannot" not in bad.stderr:
        return "it does not say that memory ran out"
    # An editor is told in its own language, and what it hears last is that the server is gone.
    if not (scenario.name == "editor" and (lasting or bad.status == 1)):
        if bad.status != 2 and not lasting:
            return "another answer than without the fault"
        if not says_why(bad):
            return "it says nothing of it"
    for path, text in bad.files.items():
        if path not in good.files:
            return f"{path} is left behind"
        if text != good.files[path] and not (lasting and text is not None and is_whole(path, text)):
            return f"{path} is torn"
    made = [path for path in scenario.together if path in bad.files]
    if made and len(made) < len(scenario.together):
        return "half of a fix is made"
    return None


def points(count, every, scenario):
    most = count if every and scenario.name == EACH_CALL else MOST if every else SAMPLE
    return range(1, count + 1, max(1, count // max(1, most)))


def sweep(bench, scenario, every):
    good = bench.run(scenario)
    counts = bench.count()
    check(f"{scenario.name}: runs", good.status in (0, 1) and counts["alloc"] > 0 and counts["write"] > 0 and
          good.files.keys() >= set(scenario.together), good)
    faults = {kind: [f"{kind}:{number}{more}" for number in points(counts[kind], every, scenario) for more in ("", "+")]
              for kind in ONCE}
    if scenario.reads:
        faults.update({kind: [f"{kind}:{number}+" for number in points(counts[kind], every, scenario)] for kind in LASTING})
        paths = sorted({*bench.before, *bench.folders})
        for kind, errno in (("vanished", VANISHED), ("closed", CLOSED), ("broken", BROKEN)):
            faults[kind] = [f"path:{errno}:{path}" for path in (paths if every else paths[errno % 3::9])
                            # Of other names, what is gone is not asked whether it was a changelog.
                            if kind != "vanished" or not path.endswith((".xml", ".yaml", ".changelog.json"))]
    for kind, each in faults.items():
        wrong = {}
        for fault in each:
            bad = bench.run(scenario, fault)
            why = complaint(scenario, fault, good, bad)
            if why:
                wrong.setdefault(why, []).append((fault, bad.status, bad.stderr[:200], sorted(bad.files)))
        check(f"{scenario.name}: {kind}", not wrong, {why: (len(each), each[:3]) for why, each in wrong.items()})
    for fault in ("read:short", "write:short"):
        short = bench.run(scenario, fault)
        check(f"{scenario.name}: {fault}", short[:2] == good[:2] and short.files == good.files, short)


def main():
    program, shim, every = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), "--all" in sys.argv
    only = os.environ.get("ONLY")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, shim, folder)
        for scenario in scenarios(bench.folder):
            if not only or only == scenario.name:
                sweep(bench, scenario, every)
    return finish()


sys.exit(main())
