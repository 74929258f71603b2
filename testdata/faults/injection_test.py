#!/usr/bin/env python3
"""What strangers send in gives no orders to terminals or runners, and has nothing read that is
not the repository's: injection_test.py TIPTOE

Whatever a name, a text or a setting holds, no byte of it acts on what shows or reads the output.
"""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish  # noqa: E402

ESCAPES = "\x1b]0;own\x07\x1b[31m\u009b31m\u202e\r\b"
AS_JSON = json.dumps(ESCAPES)[1:-1]
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FORMATS = ("text", "json", "sarif", "html", "markdown", "junit", "gitlab", "github", "github-checks", "gcc")
SECRET = "secret_of_the_machine"
PATIENCE = 60  # seconds; what is made to take forever takes none

# Each name and text of it has the escapes at its end.
ODD_SQL = """-- tiptoe:ignore nope{0}: {0}
CREATE TABLE "t{0}" (id int, "c{0}" text DEFAULT '{0}', CHECK ("c{0}" <> '{0}'));
CREATE INDEX "i{0}" ON "t{0}" ("c{0}");
CREATE VIEW "v{0}" AS SELECT "c{0}" FROM "t{0}";
CREATE INDEX i2 ON "o{0}" (a);
ALTER TABLE "o{0}" RENAME COLUMN "c{0}" TO "d{0}";
SELEC {0};
\\i evil{0}
CREATE FUNCTION "f{0}"() RETURNS int LANGUAGE sql AS $$ SELECT '{0}' $$;
ALTER TABLE "z{0}" ADD CONSTRAINT "k{0}" CHECK (a > '{0}');
DROP TABLE "t{0}" CASCADE;
"""


class Project:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def write(self, path, text):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run(self, *words, **env):
        done = subprocess.run([self.program, *words], cwd=self.folder, stdin=subprocess.DEVNULL, timeout=PATIENCE,
                              capture_output=True, env={"PATH": os.environ["PATH"], "HOME": self.folder, **env})
        what = " ".join(words).encode("unicode_escape").decode()[:80]
        check(f"{what}: ends", done.returncode in (0, 1, 2), done)
        return what, done

    def on_terminal(self, *words):
        ours, its = pty.openpty()
        process = subprocess.Popen([self.program, *words], cwd=self.folder, stdin=its, stdout=its, stderr=its,
                                   env={"PATH": os.environ["PATH"], "TERM": "xterm"})
        os.close(its)
        told = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            told += piece
        os.close(ours)
        process.wait(timeout=PATIENCE)
        return told.replace(b"\r\n", b"\n")


# --- terminals

def unsafe_in(told):
    try:
        text = told.decode()
    except UnicodeDecodeError as error:
        return error
    found = UNSAFE.search(text)
    return found and text[max(0, found.start() - 60):found.end() + 20]


def write_odd(project):
    odd = ODD_SQL.format(ESCAPES)
    project.write(f"m/1{ESCAPES}.sql", odd)
    project.write("m/2\n::error::x.sql", odd)
    project.write("cl/db.changelog.yaml", 'databaseChangeLog:\n- include: {file: "no\\e[31m.sql"}\n'
                                          '- changeSet: {id: "x\\e[31m", author: "y", changes: [{"foo\\e[31m": {}}]}\n')
    project.write("bad/.tiptoe.json", f'{{"rul{AS_JSON}": 1, "rules": {{"nope{AS_JSON}": "off"}}, "format": "{AS_JSON}"}}')
    project.write("bad/1.sql", "SELECT 1;")
    project.write("worse/.tiptoe.json", f"{{{ESCAPES}}}")
    project.write("worse/1.sql", "SELECT 1;")
    project.write("odd-baseline.json", json.dumps({"schema_version": 1, "findings": [
        {"path": ESCAPES, "rule": ESCAPES, "fingerprint": "0123456789abcdef", "message": ESCAPES}]}))
    project.write("bad-baseline.json", f"{{{ESCAPES}}}")
    project.write("ok.sql", "SELECT 1;")


def odd_runs():
    for form in FORMATS:
        yield "check", "--format", form, "m"
    for path in ("cl", "bad", "worse", "no" + ESCAPES, "m/*" + ESCAPES):
        yield "check", path
    for path in ("odd-baseline.json", "bad-baseline.json", "no" + ESCAPES):
        yield "check", "--baseline", path, "ok.sql"
    for option in ("since", "new", "select", "ignore", "format", "pg-version", "fail-on", "layout", "transaction", "config",
                   "output", "preset", "exclude", "stdin-path", "jobs", "color", "schema", "output-for"):
        yield "check", "--" + option, ESCAPES + "/x", "ok.sql"
    for word in ("--" + ESCAPES, "-" + ESCAPES, ESCAPES):
        yield (word,)
    for command in ("explain", "help", "rules", "config", "init", "stats", "lsp", "effects", "schema", "fix", "baseline"):
        yield command, ESCAPES
    for form in ("text", "json", "markdown"):
        yield "effects", "--format", form, "m"
    yield "schema", "--format", "json", "m"
    yield "check", "--print-config", "m", "bad", ESCAPES
    yield "check", "--since", "HEAD" + ESCAPES, "m"
    yield "baseline", "--output", f"o{ESCAPES}.json", "m"
    yield "baseline", "--output", "-", "m"


def check_terminals(project):
    write_odd(project)
    for words in odd_runs():
        what, done = project.run(*words)
        for stream in (done.stdout, done.stderr):
            check(f"{what}: nothing acts on a terminal", not unsafe_in(stream), unsafe_in(stream))
    # What programs read is as it is; whoever looks at it sees that something is there.
    for words in (("schema", "m"), ("fix", "--diff", "m"), ("check", "m"), ("fix", "m")):
        _, piped = project.run(*words) if words[0] == "schema" else (None, None)
        told = re.sub(rb"\x1b\[[0-9;]*[mK]", b"", project.on_terminal(*words))
        check(f"{words}: a terminal is shown something", "\ufffd".encode() in told, told[:300])
        check(f"{words}: nothing acts on a terminal", not unsafe_in(told.replace(b"\r", b"")), unsafe_in(told))
        check(f"{words}: a program gets the bytes", piped is None or ESCAPES.encode() in piped.stdout)


# --- runners of CI services

def orders(told):
    """What GitHub's runner takes for a command, as its ActionCommand reads lines."""
    stopped = None
    for line in told.split("\n"):
        found = re.match(r"\s*::([\w-]+)( [^:]*)?::(.*)", line)
        name, value = (found[1], found[3]) if found else (None, None)
        if not found and "##[" in line:
            name, value = "##[", line
        if stopped:
            stopped = None if name == stopped else stopped
        elif name == "stop-commands":
            stopped = value
        elif name:
            yield name, value


FORGED = ("##[error]forged %0A::error::forged\n::error::forged\n  ::set-output name=x::forged\n##[add-mask]forged\n"
          "###vso[task.setvariable variable=x]forged\n##teamcity[buildStop comment='forged']\n")
# Wherever they stand in a line: GitHub's, that of Azure Pipelines (its Command.TryParse), TeamCity's.
LOG_ORDER = re.compile(rb"##[A-Za-z]*\[[^\n]*")
# Where it is no more than it looks like.
HARMLESS = "## a[1] ### # [x] #[ ##9[ ##\u00e9["


def runner_runs():
    yield from (["check", "--format", form] for form in FORMATS)
    yield from (["effects", "--format", form] for form in ("text", "json", "markdown"))
    yield from (["check"], ["effects"], ["fix"], ["schema", "--format", "json"], ["baseline", "--output", "-"],
                ["check", "--print-config"], ["check", "--since", FORGED], ["check", "--select", FORGED], ["check", FORGED],
                ["explain", FORGED])


def check_runner(project):
    project.write("a/::error::forged.sql", f'CREATE INDEX i ON "{FORGED}" (a);\n')
    project.write("a/::set-output name=x::forged.sql", f"/*\n{FORGED}*/ CREATE INDEX j ON t (a /* {FORGED} */);\nSELEC '{FORGED}';\n")
    project.write("a/##[error]forged.sql", f"CREATE TABLE n (a int);\nSELECT '\n{FORGED}' FRO;\n")
    project.write("a/\n::error::forged.sql", f'ALTER TABLE t RENAME "{FORGED}" TO b;\n')
    inner = Project(project.program, os.path.join(project.folder, "a"))
    names = sorted(os.listdir(inner.folder))
    for words in runner_runs():
        what, done = inner.run(*words, *names, GITHUB_ACTIONS="true")
        for stream in (done.stdout, done.stderr):
            taken = list(orders(stream.decode()))
            odd = [each for each in taken if each[0] not in ("error", "warning", "notice") or each[1].startswith("forged")]
            odd = [] if words[-1] in ("html", "markdown") else odd  # pages, which have lines of their own
            check(f"{what}: gives no orders", not odd, odd)
            check(f"{what}: gives no orders within a line", not LOG_ORDER.search(stream), LOG_ORDER.findall(stream))
        if words in (["check"], ["check", "--format", "github"]):
            check(f"{what}: has annotations", len(list(orders(done.stdout.decode()))) >= 2, done.stdout)
    _, done = inner.run("check", "--format", "json", *names)
    check("JSON holds the text all the same", FORGED.split("\n")[0] in str(json.loads(done.stdout)), done.stdout)
    project.write("plain.sql", f'CREATE INDEX ON "{HARMLESS}" (a);\n')
    for words in (["check"], ["check", "--format", "gcc"], ["effects"]):
        what, done = project.run(*words, "plain.sql")
        check(f"{what}: shows what is no order as it is", HARMLESS in done.stdout.decode(), done.stdout)


# --- SQL that is printed

def check_schema(project):
    """What stands in a comment stays in it: here the check that a partition's bounds leave behind."""
    name = '"x\nDROP TABLE y; --"'
    project.write("1.sql", f"CREATE TABLE p (a int) PARTITION BY RANGE ((a + 1)); CREATE VIEW {name[:-1]}v\" AS SELECT 1;\n"
                           f"CREATE TABLE {name} PARTITION OF p FOR VALUES FROM (0) TO (10);\n"
                           f"ALTER TABLE p DETACH PARTITION {name} CONCURRENTLY;\n")
    _, done = project.run("schema", "1.sql")
    check("a check without words is told", b"whose words are not known" in done.stdout, done)
    project.write("schema.sql", done.stdout)
    what, done = project.run("effects", "--format", "json", "schema.sql")
    tags = {each["statement"] for each in json.loads(done.stdout)["files"][0]["statements"]}
    check(f"{what}: a name is no statement", tags == {"CREATE TABLE"}, tags)


# --- files that are none of the repository's

def check_outside(project):
    outside = os.path.join(project.folder, "outside")
    project.write("outside/secret.sql", f"{SECRET} 1;\nCREATE INDEX {SECRET} ON {SECRET} (a);\n")
    project.write("outside/config.json", f'{{"{SECRET}": 1}}')
    project.write("repository/.git/HEAD", "ref: refs/heads/main\n")
    inside = Project(project.program, os.path.join(project.folder, "repository"))
    inside.write("m/1.sql", f"\\i {outside}/secret.sql\n\\ir ../../outside/secret.sql\n\\include {outside}/secret.sql\n"
                            f"COPY t FROM '{outside}/secret.sql';\n")
    inside.write("m/9.sql", "SELECT 1;\n")
    os.symlink("../../outside/secret.sql", os.path.join(inside.folder, "m/2.sql"))
    os.symlink(outside, os.path.join(inside.folder, "m/linked"))
    entity = (f'<?xml version="1.0"?>\n<!DOCTYPE d [<!ENTITY e SYSTEM "file://{outside}/secret.sql">]>\n'
              '<databaseChangeLog><changeSet id="1" author="a"><sql>&e;</sql></changeSet>'
              f'<include file="{outside}/secret.sql"/><include file="../../../outside/secret.sql" relativeToChangelogFile="true"/>'
              f'<includeAll path="{outside}"/><includeAll path="../../outside/"/>'
              f'<changeSet id="2" author="a"><sqlFile path="{outside}/secret.sql"/>'
              '<sqlFile path="../../../outside/secret.sql" relativeToChangelogFile="true"/></changeSet></databaseChangeLog>\n')
    inside.write("db/changelog/db.changelog-master.xml", entity)
    inside.write("db/changelog/2.yaml", f"databaseChangeLog:\n- include: {{file: '{outside}/secret.sql'}}\n- includeAll: {{path: '../../../outside'}}\n")
    inside.write("sqitch/sqitch.plan", "%project=x\n../../outside/secret 2024-01-01T00:00:00Z a <a@b> # x\n")
    inside.write("sqitch/deploy/a.sql", "SELECT 1;\n")
    inside.write("configured/1.sql", "SELECT 1;\n")
    os.symlink("../../outside/config.json", os.path.join(inside.folder, "configured/.tiptoe.json"))
    for path in ("m", "m/*.sql", "m/9.sql", "db", "sqitch", "configured", "."):
        for form in FORMATS:
            what, done = inside.run("check", "--format", form, path)
            check(f"{what}: shows nothing from outside", SECRET.encode() not in done.stdout + done.stderr, done)
    for words in (("effects", "m"), ("schema", "m"), ("fix", "m"), ("check",), ("init", "--force")):
        what, done = inside.run(*words)
        check(f"{what}: shows nothing from outside", SECRET.encode() not in done.stdout + done.stderr, done)
    _, done = inside.run("check", "m")
    check("a link that leads out is told", done.returncode == 2 and b"m/2.sql: is not read: it leads out" in done.stderr, done)
    _, done = inside.run("check", "m/2.sql")
    check("who names it has it read", SECRET.encode() in done.stdout, done)
    with open(os.path.join(outside, "secret.sql"), encoding="utf-8") as file:
        check("nothing outside is written", file.read().count(SECRET) == 3)


# --- documents made to hurt

def laughs():
    entities = "".join(f'<!ENTITY a{n} "{"&a%d;" % (n - 1) * 10}">' for n in range(1, 30))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><databaseChangeLog>&a29;</databaseChangeLog>'


def check_documents(project):
    deep, wide = 200_000, "9" * 100_000
    values = {
        "deep": "[" * deep + "]" * deep, "deep and open": '{"a":' * deep, "large": wide, "exponent": "1e999999999",
        "negative": "-" + wide, "twice": '{"pg_version": 15, "pg_version": 16, "pg_version": "x"}',
        "long": json.dumps("x" * 1_000_000), "zero": '"\\u0000"', "half": '"\\ud800"', "bytes": b'"\xff\xfe"', "nothing": "",
        "null": "null", "number": "1", "mark": "\ufeff{}", "twice nested": '{"rules": {"column-renamed": "off", "column-renamed": "error"}}',
    }
    project.write("d/1.sql", "CREATE INDEX i ON t (a);\n")
    for what, value in values.items():
        value = value if isinstance(value, bytes) else value.encode()
        for path, text in ((".tiptoe.json", value), (".tiptoe.json", b'{"pg_version": ' + value + b"}"),
                           (".tiptoe.json", b'{"rules": {"drop-too-soon": {"files": ' + value + b"}}}"),
                           (".tiptoe-baseline.json", value),
                           (".tiptoe-baseline.json", b'{"schema_version": 1, "findings": [' + value + b"]}"),
                           ("meta/_journal.json", b'{"entries": [' + value + b"]}"), ("package.json", value),
                           ("c.json", b'{"databaseChangeLog": ' + value + b"}")):
            project.write(f"d/{path}", text)
            for words in (("check", "d"), ("check", "--format", "json", "d")):
                _, done = project.run(*words)
                check(f"{what} in {path}: something is said", bool(done.stdout + done.stderr), done)
            os.remove(os.path.join(project.folder, "d", path))
    for what, name, text in (
        ("laughs", "c.xml", laughs()), ("deep", "c.xml", "<databaseChangeLog>" + "<a>" * deep),
        ("anchors", "c.yaml", "databaseChangeLog:\n- &a [x, x]\n" + "".join(
            f"- &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20))),
        ("deep", "c.yaml", "databaseChangeLog: " + "[" * deep), ("itself", "c.yaml", "databaseChangeLog: &a [*a]\n"),
    ):
        project.write(f"e/{name}", text)
        what, done = project.run("check", "e")
        check(f"{what} in {name}: nothing passes unseen", done.returncode in (1, 2), done)
        os.remove(os.path.join(project.folder, "e", name))


# --- formats that others read

def check_formats(project):
    hostile = "<script>alert(1)</script> ]]> &amp; </testcase> \"' %0A [x](http://e) @everyone | `x` ${{ secrets.X }}"
    name = hostile.replace("/", "")[:120]
    project.write(f"f/{name}.sql", 'CREATE INDEX i ON "%s" (a);\n-- %s\nSELEC \'%s\';\n' % (hostile.replace('"', '""'), hostile, hostile))
    told = {form: project.run("check", "--format", form, "f")[1].stdout.decode() for form in FORMATS}
    for form in ("json", "sarif", "gitlab", "github-checks"):
        check(f"{form} is JSON", bool(json.loads(told[form])))
    suite = ElementTree.fromstring(told["junit"])
    check("junit holds what it should", {each.tag for each in suite.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out", "system-err", "properties", "property"})
    check("html has no script of theirs", "<script>alert" not in told["html"])
    outside_code = re.sub(r"(`+).*?\1|^(```+).*?^\2", "", told["markdown"], flags=re.S | re.M)
    check("markdown has no tag of theirs", "<script>" not in outside_code, outside_code[:500])
    check("markdown calls nobody", "@everyone" not in outside_code, outside_code[:500])
    check("markdown has no link of theirs", "](http://e)" not in outside_code, outside_code[:500])


def main():
    program = os.path.abspath(sys.argv[1])
    for test in (check_terminals, check_runner, check_schema, check_outside, check_documents, check_formats):
        with tempfile.TemporaryDirectory() as folder:
            test(Project(program, os.path.realpath(folder)))
    return finish()


sys.exit(main())
