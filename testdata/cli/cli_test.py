#!/usr/bin/env python3
"""What the program does with files, streams and terminals: cli_test.py TIPTOE AS_NOBODY

Each test is a function test_* that gets an empty folder to run in; it fails by an exception.
"""
import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback

HAZARD = "CREATE INDEX i ON t (a);\n"  # an error, by a rule that will stay
BROKEN = "SELEC 1;\n"
SETTINGS = {key: os.environ[key] for key in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}


class Program:
    """The program under test, in a folder."""

    def __init__(self, tiptoe, as_nobody, folder):
        self.tiptoe, self.as_nobody, self.folder = tiptoe, as_nobody, folder

    def write(self, path, content=HAZARD):
        full = os.path.join(os.fsencode(self.folder), os.fsencode(path))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def read(self, path):
        with open(os.path.join(self.folder, path), encoding="utf-8") as file:
            return file.read()

    def run(self, *args, env=None, before=(), **options):
        options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
        if options["stdin"] is None:
            del options["stdin"]
        options.setdefault("stdout", subprocess.PIPE)
        return subprocess.run(
            [*before, self.tiptoe, *args], cwd=self.folder, env={**SETTINGS, **(env or {})},
            stderr=subprocess.PIPE, timeout=60, check=False, **options)

    def paths(self, *args):
        """The files that a run checks, in order."""
        return [each["path"] for each in json.loads(self.run("--format", "json", *args).stdout)["files"]]


def same(actual, wanted):
    if actual != wanted:
        raise AssertionError(f"{actual!r}\n  is not {wanted!r}")


def holds(part, whole):
    if part not in whole:
        raise AssertionError(f"{part!r}\n  is not in {whole!r}")


def test_ignore_in_sections(program):
    """Comments are read above the first section, in it, and on the way back."""
    program.write("m/00001_a.sql", (
        "-- tiptoe:ignore-file create-index-blocks-writes: small\n-- +goose Up\nCREATE INDEX i ON t (a);\n"
        "-- +goose StatementBegin\n-- tiptoe:ignore column-renamed: unread\n"
        "ALTER TABLE t RENAME COLUMN a TO b;\n-- +goose StatementEnd\n"
        "-- +goose Down\n-- tiptoe:ignore syntax-error: ours\nDRP INDEX i;\n"))
    done = program.run("--format", "json", "m")
    same(done.returncode, 0)
    held = [(each["rule"], each["suppressed"]["reason"]) for each in json.loads(done.stdout)["findings"]]
    same(held, [("create-index-blocks-writes", "small"), ("column-renamed", "unread"), ("syntax-error", "ours")])


def fingerprints(program, sql, path="1.sql"):
    program.write(path, sql)
    findings = json.loads(program.run("--format", "json", "--ignore", "duplicate-index", path).stdout)["findings"]
    return [each["fingerprint"] for each in findings]


def test_fingerprint(program):
    """It stays while only the looks change, and differs for all else."""
    sql = "ALTER TABLE t ADD CHECK (a > 0), ADD CHECK (b <> 'x  y');\nCREATE INDEX i ON t (a);\n"
    wanted = fingerprints(program, sql)
    same(len(set(wanted)), 3)
    for looks in (
        "\n\n-- moved down\n" + sql,
        sql.replace("\n", "\r\n"),
        sql.replace(" ADD", "\r\n\t ADD /* a comment */").replace(" ON", "\n-- another\nON"),
        sql.replace("ALTER TABLE t", "alter Table T").replace("CHECK (a", "check(A"),
        "CREATE TABLE other (a int);\n" + sql,
    ):
        same(fingerprints(program, looks), wanted)
    for sense in (
        sql.replace("TABLE t", "TABLE u").replace("ON t", "ON u"),
        sql.replace("a > 0", "a > 1").replace("INDEX i", "INDEX j"),
        sql.replace("'x  y'", "'x y'").replace("(a);", "(b);"),
        sql.replace("CHECK (a", "CHECK (\"A\"").replace("INDEX i", "INDEX \"I\""),
    ):
        same(set(fingerprints(program, sense)) & set(wanted), set())
    same(set(fingerprints(program, sql, "2.sql")) & set(wanted), set())
    same(fingerprints(program, sql, "x/./1.sql"), wanted)
    same(fingerprints(program, sql, "./up.sql"), fingerprints(program, sql, "y/up.sql"))


def test_fingerprint_repeated(program):
    """The same statement twice is two findings, and a broken one has its own as well."""
    once = fingerprints(program, "CREATE INDEX ON t (a);\n")
    twice = fingerprints(program, "CREATE INDEX ON t (a);\ncreate index on t (a);\n")
    same(len(set(twice)), 2)
    holds(once[0], twice)
    broken = fingerprints(program, "CREATE TABEL a (x int);\nCREATE TABEL b (x int);\n")
    same(len(set(broken)), 2)
    same(fingerprints(program, "-- up\ncreate  tabel a (x int);\nCREATE TABEL b (x int);\n"), broken)


def test_exit_status(program):
    program.write("clean.sql", "SELECT 1;\n")
    program.write("hazard.sql")
    program.write("broken.sql", BROKEN)
    for args, status in (
        (["clean.sql"], 0), (["hazard.sql"], 1), (["clean.sql", "hazard.sql"], 1), (["gone.sql"], 2),
        (["gone.sql", "hazard.sql"], 2), (["--fail-on", "never", "hazard.sql"], 0),
        (["--fail-on", "never", "gone.sql"], 2), (["--fail-on=error", "hazard.sql"], 1),
        (["--fail-on", "error", "broken.sql"], 1), (["--fail-on", "never", "broken.sql"], 0),
    ):
        same((args, program.run(*args).returncode), (args, status))


def test_fail_on(program):
    """Every level against a finding of every severity."""
    program.write("all.sql", HAZARD + "DROP INDEX j;\n\\i other.sql\n")
    findings = json.loads(program.run("-f", "json", "all.sql").stdout)["findings"]
    rules = {each["severity"]: each["rule"] for each in findings}
    same(sorted(rules), ["error", "notice", "warning"])
    others = {each["rule"] for each in findings}
    for severity, levels in (("error", "error warning notice"), ("warning", "warning notice"), ("notice", "notice")):
        ignored = ",".join(others - {rules[severity]})
        for level in ("error", "warning", "notice", "never"):
            done = program.run("--ignore", ignored, "--fail-on", level, "all.sql")
            same((severity, level, done.returncode), (severity, level, int(level in levels.split())))


def test_wrong_options(program):
    program.write("a.sql")
    for args in (
        ["--fromat", "json"], ["--format", "jsno"], ["--format"], ["--pg-version", "11"], ["--pg-version", "20"],
        ["--pg-version", "1x"], ["--pg-version="], ["--fail-on", "always"], ["--color", "sometimes"],
        ["--quiet=yes"], ["-Z"], ["-o"], ["--output", ""], ["--select", "no-such-rule"], ["--ignore", ","],
        ["--select="],
    ):
        done = program.run("check", "a.sql", *args)
        same((args, done.returncode, done.stdout), (args, 2, b""))
        holds(b"tiptoe: ", done.stderr)


def test_option_forms(program):
    program.write("a.sql")
    program.write("-q.sql")
    wanted = program.run("check", "--format", "json", "--quiet", "a.sql").stdout
    for args in (
        ["--format=json", "a.sql", "-q"], ["-f", "json", "a.sql"], ["-fjson", "a.sql"], ["-qfjson", "a.sql"],
        ["-q", "-f=json", "--", "a.sql"], ["--format", "text", "--format", "json", "a.sql"],
        ["check", "a.sql", "--format", "json", "--output", "-"],
    ):
        same((args, program.run(*args).stdout), (args, wanted))
    same(program.paths("--", "-q.sql"), ["-q.sql"])


def test_slips(program):
    for args, wanted in (
        (["chekc"], 'did you mean "check"?'), (["explian", "x"], 'did you mean "explain"?'),
        (["help", "rule"], 'did you mean "rules"?'), (["--hepl"], 'did you mean "--help"?'),
        (["--formt", "json", "x"], 'did you mean "--format"?'), (["-f", "gihtub", "x"], 'did you mean "github"?'),
        (["explain", "sintax-error"], 'did you mean "syntax-error"?'),
        (["--select", "sintax-error", "x"], 'did you mean "syntax-error"?'),
    ):
        done = program.run(*args)
        same((args, done.returncode), (args, 2))
        holds(wanted, done.stderr.decode())
    program.write("chekc")
    same(program.paths("chekc"), ["chekc"])


def test_help_fits(program):
    commands = program.run("--help").stdout.decode()
    for command in ("", "check", "rules", "explain", "help"):
        holds(f"\n  {command}", commands)
        text = program.run(*filter(None, (command, "--help"))).stdout.decode()
        same([line for line in text.splitlines() if len(line) > 80], [])
        if command:
            same(program.run("help", command).stdout.decode(), text)


def test_every_rule_is_explained(program):
    rules = json.loads(program.run("rules", "--format", "json").stdout)["rules"]
    same([each["id"] for each in rules], sorted(each["id"] for each in rules))
    lines = program.run("rules").stdout.decode().splitlines()
    same([line.split()[:2] for line in lines], [[each["id"], each["severity"]] for each in rules])
    for rule in rules:
        done = program.run("explain", rule["id"])
        same(done.returncode, 0)
        holds("# ", done.stdout.decode())


def test_folders(program):
    for path in ("m/10_x.sql", "m/2_x.sql", "m/V1.10__a.SQL", "m/V1.9__a.sql", "m/1_sub/up.sql", "m/notes.txt",
                 "m/.hidden/a.sql", "m/._2_x.sql", "m/node_modules/p/a.sql", "m/.sql"):
        program.write(path)
    wanted = ["m/1_sub/up.sql", "m/2_x.sql", "m/10_x.sql", "m/V1.9__a.sql", "m/V1.10__a.SQL"]
    same(program.paths("m"), wanted)
    same(program.paths("m/"), wanted)
    same(program.paths("."), wanted)
    same(program.paths("m/10_x.sql", "./m/10_x.sql", "m", "m/../m/10_x.sql"), ["m/10_x.sql"] + [
        each for each in wanted if each != "m/10_x.sql"])
    same(program.paths("m/notes.txt"), ["m/notes.txt"])
    same(program.paths("m/.hidden"), ["m/.hidden/a.sql"])


def test_links(program):
    program.write("m/a.sql")
    os.symlink("..", os.path.join(program.folder, "m/loop"))
    os.symlink("a.sql", os.path.join(program.folder, "m/b.sql"))
    os.symlink("m", os.path.join(program.folder, "link"))
    os.symlink("nowhere", os.path.join(program.folder, "m/c.sql"))
    done = program.run("--format", "json", "link")
    same(done.returncode, 2)
    same([each["path"] for each in json.loads(done.stdout)["files"]], ["link/a.sql", "link/b.sql"])
    holds(b"link/c.sql: No such file", done.stderr)


def test_patterns(program):
    for path in ("db/10.sql", "db/9.sql", "db/x/1.sql", "db/x/y/2.sql", "db/.z/3.sql", "db/read.me", "od[d].sql"):
        program.write(path)
    for pattern, wanted in (
        ("db/*.sql", ["db/9.sql", "db/10.sql"]),
        ("db/**/*.sql", ["db/9.sql", "db/10.sql", "db/x/1.sql", "db/x/y/2.sql"]),
        ("**/[12].sql", ["db/x/1.sql", "db/x/y/2.sql"]),
        ("db/**", ["db/9.sql", "db/10.sql", "db/x/1.sql", "db/x/y/2.sql"]),
        ("**", ["db/9.sql", "db/10.sql", "db/x/1.sql", "db/x/y/2.sql", "od[d].sql"]),
        ("db/**/**/y/?.sql", ["db/x/y/2.sql"]),
        ("db/*/y", ["db/x/y/2.sql"]),
        ("db/.*/*.sql", ["db/.z/3.sql"]),
        (program.folder + "/db/1*.sql", [program.folder + "/db/10.sql"]),
        ("od[d].sql", ["od[d].sql"]),
    ):
        same((pattern, program.paths(pattern)), (pattern, wanted))


def test_above_a_repository(program):
    changeset = "--liquibase formatted sql\n--changeset a:{}\nCREATE TABLE t (a int);\n"
    program.write("outer/1.sql", changeset.format(1))
    program.write("outer/repository/db/2.sql", changeset.format(2))
    run = ("--format", "json", "--layout", "liquibase", "outer/repository/db/2.sql")
    rules = [each["rule"] for each in json.loads(program.run(*run).stdout)["findings"]]
    same("will-fail" in rules, True)
    program.write("outer/repository/.git/HEAD", "ref: refs/heads/main\n")
    rules = [each["rule"] for each in json.loads(program.run(*run).stdout)["findings"]]
    same("will-fail" in rules, False)


def test_nothing_to_check(program):
    program.write("empty/read.me")
    for path in ("empty", "empty/*.sql", "**/*.sql"):
        done = program.run(path)
        same((path, done.returncode, done.stdout), (path, 2, b""))
        holds(path.encode(), done.stderr)
        done = program.run("--allow-empty", path)
        same((path, done.returncode, done.stdout, done.stderr), (path, 0, b"", b""))
    same(program.run("--allow-empty", "gone.sql").returncode, 2)
    same(program.run().returncode, 2)
    holds(b"tiptoe -", program.run(input=b"SELECT 1;").stderr)


def test_standard_input(program):
    program.write("a.sql")
    named = program.run("--stdin-path", "a.sql", "-", input=HAZARD.encode()).stdout
    same(named, program.run("a.sql").stdout)
    same(program.run("--stdin-path", "a.sql", input=HAZARD.encode()).stdout, named)
    holds(b"<stdin>:1:", program.run("-", input=HAZARD.encode()).stdout)
    same(program.paths("a.sql", "-", "-"), ["a.sql", "<stdin>"])
    long = b"-- a comment\n" * 100000 + HAZARD.encode()
    holds(b"<stdin>:100001:", program.run("-", input=long).stdout)
    holds(b":1:", program.run("/dev/stdin", input=HAZARD.encode()).stdout)


def test_odd_files(program):
    program.write("x.sql/1.sql")
    program.write("y.sql/read.me")
    os.mkfifo(os.path.join(program.folder, "pipe.sql"))
    with socket.socket(socket.AF_UNIX) as listener:
        old = os.getcwd()
        os.chdir(program.folder)
        listener.bind("socket.sql")
        os.chdir(old)
    same(program.paths("x.sql"), ["x.sql/1.sql"])
    for path in ("y.sql", "pipe.sql", "socket.sql", "/dev/zero", "/dev/null", "x.sql/1.sql/2.sql", "a" * 5000):
        done = program.run(path, "x.sql")
        same((path, done.returncode), (path, 2))
        holds(path.encode(), done.stderr)
        holds(b"x.sql/1.sql:1:", done.stdout)


def test_unreadable(program):
    program.write("m/1.sql")
    program.write("m/2.sql")
    program.write("m/3/4.sql")
    os.chmod(os.path.join(program.folder, "m/1.sql"), 0)
    os.chmod(os.path.join(program.folder, "m/3"), 0)
    before = [program.as_nobody]
    probe = subprocess.run([program.as_nobody, "cat", "m/1.sql"], cwd=program.folder, capture_output=True, check=False)
    same((probe.returncode != 0, probe.stdout), (True, b""))
    done = program.run("--format", "json", "m", before=before)
    os.chmod(os.path.join(program.folder, "m/3"), 0o755)
    same(done.returncode, 2)
    report = json.loads(done.stdout)
    same([each["path"] for each in report["files"]], ["m/2.sql"])
    same(sorted(each["path"] for each in report["errors"]), ["m/1.sql", "m/3"])
    holds(b"m/1.sql: cannot be read: Permission denied", done.stderr)


def test_output_file(program):
    program.write("a.sql")
    wanted = program.run("a.sql").stdout.decode()
    done = program.run("a.sql", "--output", "report.txt")
    same((done.returncode, done.stdout, done.stderr), (1, b"", b""))
    same(program.read("report.txt"), wanted)
    report = os.path.join(program.folder, "report.txt")
    same(os.stat(report).st_mode & 0o777, 0o666 & ~umask())
    os.chmod(report, 0o640)
    os.symlink("report.txt", os.path.join(program.folder, "link"))
    for path in ("report.txt", "link"):
        with open(report, "w", encoding="utf-8") as file:
            file.write("older " * 10000)
        program.run("a.sql", "-o", path)
        same((program.read("report.txt"), os.stat(report).st_mode & 0o777), (wanted, 0o640))
    same(os.path.islink(os.path.join(program.folder, "link")), True)
    same(sorted(os.listdir(program.folder)), ["a.sql", "link", "report.txt"])


def umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_output_fails(program):
    program.write("a.sql")
    program.write("closed/kept.txt", "kept")
    os.chmod(os.path.join(program.folder, "closed"), 0o555)
    os.chmod(os.path.join(program.folder, "closed/kept.txt"), 0o444)
    for path in ("gone/x", ".", "a.sql/x", "closed/new.txt", "closed/kept.txt", "/dev/full", "x" * 300):
        done = program.run("a.sql", "--output", path, before=[program.as_nobody])
        same((path, done.returncode, done.stdout), (path, 2, b""))
        holds(b"cannot write", done.stderr)
    same(program.read("closed/kept.txt"), "kept")
    os.chmod(os.path.join(program.folder, "closed"), 0o755)


def test_full_disk(program):
    program.write("a.sql")
    for args in (["a.sql"], ["--help"], ["rules"], ["--version"], ["explain", "syntax-error"]):
        with open("/dev/full", "wb") as full:
            done = program.run(*args, stdout=full)
        same((args, done.returncode), (args, 2))
        holds(b"cannot write standard output: No space left", done.stderr)


def test_closed_pipe(program):
    program.write("a.sql", HAZARD * 2000)
    for args in (["a.sql"], ["--format", "json", "a.sql"], ["check", "--help"]):
        reader, writer = os.pipe()
        os.close(reader)
        # As a shell starts programs: Python itself ignores the signal.
        done = program.run(*args, stdout=writer, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
        os.close(writer)
        same((args, done.returncode < 2, done.stderr), (args, True, b""))


def test_closed_streams(program):
    program.write("a.sql")
    command = subprocess.list2cmdline([program.tiptoe, "a.sql", "-o", "out.txt"])
    wanted = program.run("a.sql").stdout.decode()
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{command} {closed}"], cwd=program.folder, env=SETTINGS, check=False)
        same((closed, done.returncode, program.read("out.txt")), (closed, 1, wanted))
    command = subprocess.list2cmdline([program.tiptoe, "a.sql"])
    done = subprocess.run(["sh", "-c", f"{command} >&-"], cwd=program.folder, capture_output=True, check=False, env=SETTINGS)
    same(done.returncode, 2)
    same(program.read("a.sql"), HAZARD)


def test_bytes_that_are_not_text(program):
    name = b"caf\xe9\x1b[31m,100%.sql"
    program.write(name, b'CREATE INDEX "caf\xe9" ON t (a); -- \xe9\x1b[31m\n' + b"SELEC '\xe9\n")
    for form in ("text", "json", "github", "github-checks"):
        done = program.run(b"--format", form.encode(), name, b"gone\xe9\x1b.sql")
        same((form, done.returncode), (form, 2))
        for stream in (done.stdout, done.stderr):
            stream.decode("utf-8")
            same((form, b"\x1b" in stream), (form, False))
        if "json" in form or "checks" in form:
            json.loads(done.stdout)
    for args in ([b"--stdin-path", b"\xe9"], [b"explain", b"\xe9\x1b"], [b"--select", b"\xe9\x1b"], [b"--\xe9\x1b"]):
        done = program.run(*args, input=b"SELECT 1;")
        same(b"\x1b" in (done.stdout + done.stderr).decode().encode(), False)


def on_terminal(program, *args, columns=None, **env):
    """What a run writes to a terminal."""
    parent, child = pty.openpty()
    if columns:
        import fcntl, struct, termios  # pylint: disable=import-outside-toplevel,multiple-imports
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    program.run(*args, stdout=child, env={"TERM": "xterm", **env})
    os.close(child)
    text = b""
    try:
        while chunk := os.read(parent, 65536):
            text += chunk
    except OSError:  # the other end is closed
        pass
    os.close(parent)
    return text.decode()


def test_color(program):
    program.write("a.sql")
    piped = program.run("a.sql").stdout.decode()
    same("\x1b" in piped, False)
    holds("\x1b[1;31merror", on_terminal(program, "a.sql"))
    for args, env, colored in (
        (["a.sql"], {"NO_COLOR": "1"}, False), (["a.sql"], {"NO_COLOR": ""}, True), (["a.sql"], {"TERM": "dumb"}, False),
        (["a.sql", "--color", "never"], {}, False), (["a.sql", "--color", "always"], {"NO_COLOR": "1"}, True),
        (["a.sql", "--color", "auto"], {}, True), (["a.sql", "-f", "json"], {}, False),
        (["a.sql", "-f", "github"], {"CLICOLOR_FORCE": "1"}, False), (["explain", "syntax-error"], {}, True),
        (["explain", "syntax-error"], {"NO_COLOR": "1"}, False),
    ):
        same((args, env, "\x1b" in on_terminal(program, *args, **env)), (args, env, colored))
    for args, env, colored in (
        (["a.sql"], {"CLICOLOR_FORCE": "1"}, True), (["a.sql"], {"CLICOLOR_FORCE": "0"}, False),
        (["a.sql"], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False), (["a.sql", "--color=always"], {}, True),
    ):
        same((args, env, b"\x1b" in program.run(*args, env=env).stdout), (args, env, colored))
    program.run("a.sql", "--output", "out.txt", "--color", "auto")
    same(program.read("out.txt"), piped)


def test_terminal_width(program):
    program.write("a.sql")
    wide = on_terminal(program, "a.sql", NO_COLOR="1", columns=200)
    same(wide.replace("\r\n", "\n"), program.run("a.sql").stdout.decode())
    narrow = on_terminal(program, "a.sql", NO_COLOR="1", columns=60).replace("\r\n", "\n")
    why = narrow[narrow.index("= why:"):narrow.index("= instead:")]
    same([line for line in why.splitlines() if len(line) > 60], [])


def test_quiet(program):
    program.write("clean.sql", "SELECT 1;\n")
    program.write("a.sql")
    same(program.run("-q", "clean.sql").stdout, b"")
    loud = program.run("a.sql").stdout.decode()
    quiet = program.run("-q", "a.sql").stdout.decode()
    same(loud.startswith(quiet), True)
    same(len(loud.splitlines()) - len(quiet.splitlines()), 1)


def main():
    tiptoe, as_nobody = map(os.path.abspath, sys.argv[1:])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as work:
        # Where somebody without root's powers can run it.
        os.chmod(work, 0o755)
        program = shutil.copy(tiptoe, os.path.join(work, "tiptoe"))
        helper = shutil.copy(as_nobody, os.path.join(work, "as-nobody"))
        for name, test in sorted(globals().items()):
            if not name.startswith("test_"):
                continue
            folder = os.path.join(work, name)
            os.mkdir(folder)
            os.chmod(folder, 0o777)
            try:
                test(Program(program, helper, folder))
                passed += 1
            except Exception:  # pylint: disable=broad-exception-caught
                failed += 1
                print(f"failed: {name}")
                traceback.print_exc(limit=-1, file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
