#!/usr/bin/env python3
"""What "tiptoe fix" does to files: fix_test.py TIPTOE AS_NOBODY

Each test is a function test_* that gets an empty folder to run in; it fails by an exception.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

HAZARD = b"CREATE INDEX i ON t (a);\n"
FIXED = b"CREATE INDEX CONCURRENTLY i ON t (a);\n"
SETTINGS = {key: os.environ[key] for key in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}


class Program:
    """The program under test, in a folder."""

    def __init__(self, tiptoe, as_nobody, folder):
        self.tiptoe, self.as_nobody, self.folder = tiptoe, as_nobody, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content=HAZARD):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run(self, *args, before=(), command=None, below="", **options):
        return subprocess.run([*before, *(command or [self.tiptoe]), *args], cwd=self.path(below), env=SETTINGS,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False, **options)

    def fix(self, *args, status=0, **options):
        done = self.run("fix", *args, **options)
        same(done.returncode, status, done)
        return done

    def git(self, *args, **options):
        done = self.run(*args, command=["git", "-c", "user.name=a", "-c", "user.email=a@b"], **options)
        same(done.returncode, 0, done)
        return done.stdout


def same(actual, wanted, what=""):
    if actual != wanted:
        raise AssertionError(f"{actual!r}\n  is not {wanted!r} {what}")


def holds(part, whole):
    if part not in whole:
        raise AssertionError(f"{part!r}\n  is not in {whole!r}")


# --- bytes ---------------------------------------------------------------------------

NO_TIMEOUT = ("--ignore", "lock-timeout-missing")
BYTES = {
    "plain": (HAZARD, FIXED),
    "no end": (HAZARD[:-1], FIXED[:-1]),
    "no semicolon": (b"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
                     b"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c"),
    "byte order mark": (b"\xef\xbb\xbf" + HAZARD, b"\xef\xbb\xbf" + FIXED),
    "Latin-1": (b"-- caf\xe9\n" + HAZARD, b"-- caf\xe9\n" + FIXED),
    "CRLF": (b"SELECT 1;\r\nALTER TABLE t\r\n  ADD CONSTRAINT c CHECK (a > 0);\r\n",
             b"SELECT 1;\r\nALTER TABLE t\r\n  ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\r\n"
             b"ALTER TABLE t VALIDATE CONSTRAINT c;\r\n"),
    "comments between": (b"CREATE /* INDEX */ UNIQUE -- INDEX\n  INDEX/**/i ON t (a);",
                         b"CREATE /* INDEX */ UNIQUE -- INDEX\n  INDEX CONCURRENTLY/**/i ON t (a);"),
    "quoted": (b'DROP INDEX "INDEX";', b'DROP INDEX CONCURRENTLY "INDEX";'),
    "quoted names": (b'ALTER TABLE "T" ADD CONSTRAINT "C d" CHECK ("A" > \';\');',
                     b'ALTER TABLE "T" ADD CONSTRAINT "C d" CHECK ("A" > \';\') NOT VALID;\n'
                     b'ALTER TABLE "T" VALIDATE CONSTRAINT "C d";'),
    "small letters": (b"\talter table t alter \"A\" set not null;",
                      b"\talter table t add constraint \"t_A_not_null_check\" check (\"A\" is not null) not valid;\n"
                      b"\talter table t validate constraint \"t_A_not_null_check\";\n"
                      b"\talter table t alter column \"A\" set not null;\n"
                      b"\talter table t drop constraint \"t_A_not_null_check\";"),
    "placeholder": (b"ALTER TABLE ${s}.t ADD CONSTRAINT c CHECK (a > 0);",
                    b"ALTER TABLE ${s}.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\n"
                    b"ALTER TABLE ${s}.t VALIDATE CONSTRAINT c;"),
    "in one line": (b"SELECT 1; CREATE INDEX i ON t (a); SELECT 2; -- end",
                    b"SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a); SELECT 2; -- end"),
    "twice": (HAZARD + HAZARD.replace(b"i ", b"j "), FIXED + FIXED.replace(b"i ", b"j ")),
    "COPY data": (b"COPY t FROM stdin;\nCREATE INDEX i ON t (a);\n\\.\n" + HAZARD,
                  b"COPY t FROM stdin;\nCREATE INDEX i ON t (a);\n\\.\n" + FIXED),
    # Where nothing is sure, nothing is done.
    "UTF-16": (HAZARD.decode().encode("utf-16"),) * 2,
    "zero byte": (b"SELECT 1;\n\0" + HAZARD,) * 2,
    "alone between BEGIN and COMMIT": (b"-- why\r\n  BEGIN;\r\n" + HAZARD + b"\tEND ; \r\n-- end\r\n",
                                       b"-- why\r\n" + FIXED + b"-- end\r\n"),
    "in one line with them": (b"BEGIN; CREATE INDEX i ON t (a); COMMIT; -- x", b" CREATE INDEX CONCURRENTLY i ON t (a);  -- x"),
    "refused between them": (b"START TRANSACTION;\n" + FIXED + b"COMMIT;", FIXED),
    "in a transaction": (b"BEGIN;\n" + HAZARD + b"SELECT 1;\nCOMMIT;\n",) * 2,
    "without an end": (b"BEGIN;\n" + HAZARD,) * 2,
    "rolled back": (b"BEGIN;\n" + HAZARD + b"ROLLBACK;\n",) * 2,
    "with a chain": (b"BEGIN;\n" + HAZARD + b"COMMIT AND CHAIN;\n",) * 2,
    "no such form": (b"DROP INDEX a, b;\nDROP INDEX c CASCADE;\nCREATE INDEX IF NOT EXISTS i ON t (a);\n"
                     b"REINDEX SCHEMA s;\nREFRESH MATERIALIZED VIEW m;\n"
                     b"ALTER TABLE IF EXISTS t ADD CONSTRAINT c CHECK (a > 0);\n"
                     b"ALTER TABLE t ADD CHECK (a > 0);\nALTER TABLE t ADD COLUMN b int CHECK (b > 0);\n"
                     b"ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL;\n"
                     b"ALTER TABLE t /* why */ ALTER a SET NOT NULL;\n",) * 2,
    "partitioned": (b"CREATE TABLE p (a int) PARTITION BY LIST (a);\nCOMMIT;\n",) * 2,
    "ignored": (b"CREATE INDEX i ON t (a); -- tiptoe:ignore create-index-blocks-writes: small\n",) * 2,
    "a function's body": (b"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ CREATE INDEX i ON t (a); $$;",) * 2,
}


def test_bytes(program):
    for name, (before, after) in BYTES.items():
        program.write("a.sql", before)
        program.run("fix", *NO_TIMEOUT, "a.sql")
        same(program.read("a.sql"), after, name)


def test_stdin_is_the_same(program):
    for name, (before, after) in BYTES.items():
        same(program.run("fix", *NO_TIMEOUT, "-", input=before).stdout, after, name)


def test_patch_is_the_same(program):
    program.git("init", "-q")
    for i, (before, _) in enumerate(BYTES.values()):
        program.write(f"m/{i} x.sql", before)
    program.git("add", "-A")
    program.git("-c", "core.autocrlf=false", "commit", "-qm", "before")
    args = ("--no-history", "m")
    patch = program.run("fix", "--diff", *args).stdout
    same(program.git("status", "--porcelain"), b"")
    program.git("apply", "--whitespace=nowarn", "-", input=patch)
    by_patch = program.git("diff")
    program.git("checkout", "-q", ".")
    program.run("fix", *args)
    same(program.git("diff"), by_patch)
    holds(b"CONCURRENTLY", by_patch)
    # In a folder of the repository, and by absolute paths.
    program.git("checkout", "-q", ".")
    patch = program.run("fix", "--diff", "--no-history", program.path("m"), command=None).stdout
    holds(b"--- a/m/0 x.sql\t\n", patch)
    below = subprocess.run([program.tiptoe, "fix", "--diff", "--no-history", "."], cwd=program.path("m"),
                           stdout=subprocess.PIPE, check=False, stderr=subprocess.DEVNULL).stdout
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=program.path("m"), input=below, check=True)
    same(program.git("diff"), by_patch)


# --- tools' transactions ---------------------------------------------------------------

# What a tool runs in a transaction, and the same once it opens none.
OPT_OUTS = {
    "goose": (b"-- +goose Up\n%s;\n-- +goose Down\nDROP INDEX k;\n",
              b"-- +goose NO TRANSACTION\n-- +goose Up\n%s;\n-- +goose Down\nDROP INDEX k;\n"),
    "dbmate": (b"-- migrate:up  \n%s;\n-- migrate:down\nDROP INDEX k;\n",
               b"-- migrate:up transaction:false  \n%s;\n-- migrate:down\nDROP INDEX k;\n"),
    "sql-migrate": (b"-- a note\n\n-- +migrate Up\r\n%s;\r\n\r\n-- +migrate Down\r\nDROP INDEX k;\r\n",
                    b"-- a note\n\n-- +migrate Up notransaction\r\n%s;\r\n\r\n-- +migrate Down\r\n"
                    b"DROP INDEX k;\r\n"),
    "tern": (b"%s;\n---- create above / drop below ----\nDROP INDEX k;\n",
             b"---- tern: disable-tx ----\n%s;\n---- create above / drop below ----\nDROP INDEX k;\n"),
    "atlas": (b"-- a note\n%s;\n", b"-- atlas:txmode none\n\n-- a note\n%s;\n"),
    "sqlx": (b"-- a note\n%s;\n", b"-- no-transaction\n-- a note\n%s;\n"),
    "postgres-migrations": (b"%s;\n", b"-- postgres-migrations disable-transaction\n%s;\n"),
    "liquibase": (b"--liquibase formatted sql\n\n  --changeset a:1 labels:x\n--comment: y\n%s;\n--rollback DROP INDEX i;\n",
                  b"--liquibase formatted sql\n\n  --changeset a:1 labels:x runInTransaction:false\n--comment: y\n%s;\n"
                  b"--rollback DROP INDEX i;\n"),
    # These leave their transaction by themselves, or have none around one statement.
    "flyway": (b"%s;\n",) * 2,
    "supabase": (b"%s;\n",) * 2,
    "prisma": (b"%s;\n",) * 2,
    "golang-migrate": (b"%s;\n",) * 2,
}
PATHS = {"prisma": "db/1_x/migration.sql", "golang-migrate": "db/1_x.up.sql", "flyway": "db/V1__x.sql", "refinery": "db/V1__x.sql",
         "hasura": "db/1_x/up.sql"}
STATEMENTS = ((b"CREATE INDEX i ON t (a)", b"CREATE INDEX CONCURRENTLY i ON t (a)"),
              (b"drop index i", b"drop index concurrently i"),
              (b"REINDEX TABLE t", b"REINDEX TABLE CONCURRENTLY t"))


def statements_for(tool):
    """All of them where the tool looks at what they are."""
    return STATEMENTS if tool in ("goose", "flyway", "supabase", "prisma") else STATEMENTS[:1]


def fix_for(program, tool, text):
    path = PATHS.get(tool, "db/1_x.sql")
    program.write(path, text)
    named = () if tool == "liquibase" else ("--layout", tool)  # its first line tells
    done = program.run("fix", *named, path)
    return done, program.read(path)


def test_tools_are_told(program):
    for tool, (before, after) in OPT_OUTS.items():
        for plain, concurrent in statements_for(tool):
            if tool in ("flyway", "supabase") and plain.startswith(b"REINDEX"):
                concurrent = plain  # of which it does not know
            for text in {plain, concurrent}:
                done, fixed = fix_for(program, tool, before % text)
                same(fixed, after % concurrent, (tool, done))
                same(done.returncode, int(concurrent == plain), (tool, done))


def test_tools_are_not_told(program):
    """Where something else in the file would lose its transaction, or the mark would not count."""
    for tool, (before, _) in OPT_OUTS.items():
        for plain, _ in statements_for(tool) if tool not in ("prisma", "golang-migrate") else ():
            text = before % (b"SET lock_timeout = '1s';\n" + plain)
            same(fix_for(program, tool, text)[1], text, tool)
    for tool, text in (
            ("sqlx", b"\xef\xbb\xbf" + HAZARD), ("sqlx", HAZARD.replace(b"\n", b"\r\n")),
            ("tern", HAZARD.replace(b"\n", b"\r\n")), ("atlas", b"-- atlas:nolint\n\n" + HAZARD),
            ("goose", b"-- +goose Up\n" + HAZARD + b"-- +goose Down\nDROP INDEX a;\nDROP INDEX b;\n"),
            ("dbmate", b"-- migrate:up\n" + HAZARD + b"-- migrate:up\nSELECT 1;\n"),
            ("prisma", b"DROP INDEX a;\nDROP INDEX b;\n"), ("golang-migrate", HAZARD + b"SELECT 1;\n"),
            ("refinery", HAZARD), ("drizzle", HAZARD), ("hasura", HAZARD), ("node-pg-migrate", HAZARD)):
        same(fix_for(program, tool, text)[1], text, tool)
    program.write("f/V2__x.sql")
    program.write("f/flyway.conf", b"flyway.url=jdbc:postgresql:x\n")
    program.run("fix", "f")
    same(program.read("f/V2__x.sql"), HAZARD)  # its lock would have to wait for the index


def test_no_file_in_steps_within_one_transaction(program):
    text = b"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);\n"
    for tool in ("goose", "dbmate", "sqlx", "golang-migrate", "drizzle", "flyway"):
        before = OPT_OUTS.get(tool, (b"%s\n",))[0] % text
        same(b"VALIDATE" in fix_for(program, tool, before)[1], False, tool)
    for tool, text_before in (("prisma", text), ("goose", b"-- +goose NO TRANSACTION\n-- +goose Up\n" + text)):
        holds(b"NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c;\n", fix_for(program, tool, text_before)[1])


# --- migrations behind all others -------------------------------------------------------

KEYS = b"ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u, ADD CONSTRAINT d FOREIGN KEY (b) REFERENCES u;\n"
VALIDATES = b"ALTER TABLE t VALIDATE CONSTRAINT c;\nALTER TABLE t VALIDATE CONSTRAINT d;\n"
LATER = (
    ("goose", "db/0009_x.sql", b"-- +goose Up\n", b"", "db/0010_validate_constraints.sql"),
    ("dbmate", "db/20260131235959_x.sql", b"-- migrate:up\n", b"\n-- migrate:down\n",
     "db/20260131235960_validate_constraints.sql"),
    ("sql-migrate", "db/9-x.sql", b"-- +migrate Up\n", b"", None),
    ("sql-migrate", "db/8-x.sql", b"-- +migrate Up\n", b"", "db/9-validate_constraints.sql"),
    ("flyway", "db/V41__x.y.sql", b"", b"", None),
    ("flyway", "db/V41__x.sql", b"", b"", "db/V42__validate_constraints.sql"),
    ("flyway", "db/V4_1__x.sql", b"", b"", None),
    ("sqlx", "db/1_x.sql", b"", b"", "db/2_validate_constraints.sql"),
    ("sqlx", "db/1_x.up.sql", b"", b"", None),
    ("golang-migrate", "db/000001_x.up.sql", b"", b"", "db/000002_validate_constraints.up.sql"),
    ("drizzle", "db/0001_x.sql", b"", b"", None),
)


def test_later(program):
    for tool, path, head, tail, later in LATER:
        shutil.rmtree(program.path("db"), ignore_errors=True)
        before = head + KEYS + tail
        program.write(path, before)
        patch = program.run("fix", *NO_TIMEOUT, "--diff", "--layout", tool, "db").stdout
        done = program.run("fix", *NO_TIMEOUT, "--layout", tool, "db")
        after = before.replace(b"u,", b"u NOT VALID,").replace(b"u;", b"u NOT VALID;") if later else before
        same((program.read(path), sorted(os.listdir(program.path("db")))),
             (after, sorted(map(os.path.basename, filter(None, (path, later))))), (tool, done))
        if later:
            same(program.read(later), head + VALIDATES + tail, tool)
            holds(b"  " + later.encode() + b": new\n", done.stdout)
            same(program.run("--layout", tool, "db").returncode, 0)
            made = program.read(later)
            program.write(path, before)
            os.remove(program.path(later))
            program.run("apply", "-", command=["git"], input=patch)
            same((program.read(path), program.read(later)), (after, made), patch)


def test_no_later_where_others_follow(program):
    text = b"-- +goose Up\n" + KEYS
    program.write("db/1_x.sql", text)
    program.write("db/2_y.sql", b"-- +goose Up\nSELECT 1;\n")
    program.run("fix", *NO_TIMEOUT, "db/1_x.sql")
    same((program.read("db/1_x.sql"), sorted(os.listdir(program.path("db")))), (text, ["1_x.sql", "2_y.sql"]))
    check = b"ALTER TABLE t ADD CONSTRAINT e CHECK (a IS NOT NULL);\n"
    for text, fixed in ((check, True), (check + b"ALTER TABLE t ALTER a SET NOT NULL;\n", False)):
        program.write("db/3_z.sql", b"-- +goose Up\n" + text)
        program.run("fix", *NO_TIMEOUT, "db/3_z.sql")
        same(b"NOT VALID" in program.read("db/3_z.sql"), fixed)
        shutil.rmtree(program.path("db"))


def test_later_is_there(program):
    """Made by someone else meanwhile; or it can't be made: then the other is left alone, too."""
    program.write("db/V1__x.sql", KEYS)
    program.write("db/V2__validate_constraints.sql/x", b"")
    done = program.run("fix", *NO_TIMEOUT, "db/V1__x.sql")
    same((done.returncode, program.read("db/V1__x.sql")), (2, KEYS))
    holds(b"db/V1__x.sql: goes with db/V2__validate_constraints.sql, which is there already", done.stderr)
    shutil.rmtree(program.path("db"))
    program.write("db/V1__x.sql", KEYS)
    os.chmod(program.path("db/V1__x.sql"), 0o666)
    os.chmod(program.path("db"), 0o555)
    os.chmod(program.folder, 0o755)
    done = program.run("fix", *NO_TIMEOUT, "db/V1__x.sql", before=[program.as_nobody])
    os.chmod(program.path("db"), 0o755)
    same((done.returncode, program.read("db/V1__x.sql"), os.listdir(program.path("db"))), (2, KEYS, ["V1__x.sql"]))


# --- VALIDATE apart --------------------------------------------------------------------

NOT_VALID = b"ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID;\n"
VALIDATE = b"ALTER TABLE t VALIDATE CONSTRAINT k;\n"
BEHIND = b"BEGIN;\n" + NOT_VALID + b"COMMIT;\n\n" + VALIDATE
APART = (
    (b"BEGIN;\n" + NOT_VALID + VALIDATE + b"COMMIT;\n", BEHIND),
    (b"begin;\n" + NOT_VALID + b"  -- now\n  " + VALIDATE + b"END;SELECT 1;\n",
     b"begin;\n" + NOT_VALID + b"  -- now\nEND;\n\n" + VALIDATE[:-1] + b"SELECT 1;\n"),
    # What comes behind it may need it, and COMMIT may go on.
    (b"BEGIN;\n" + NOT_VALID + VALIDATE + b"ALTER TABLE t ALTER a SET NOT NULL;\nCOMMIT;\n", None),
    (b"BEGIN;\n" + NOT_VALID + VALIDATE + b"COMMIT AND CHAIN;\nSELECT 1;\nCOMMIT;\n", None),
    (b"BEGIN;\n" + NOT_VALID[:-2] + b", VALIDATE CONSTRAINT k;\nCOMMIT;\n", None),
)


def test_validate_behind_commit(program):
    for before, after in APART:
        program.write("1_t.sql", b"CREATE TABLE t (a int);\n")
        program.write("2_x.sql", before)
        program.run("fix", *NO_TIMEOUT, "2_x.sql")
        same(program.read("2_x.sql"), after or before)
        if after:
            same(program.run("2_x.sql").stdout.count(b"constraint-validated"), 0)


def test_validate_in_later_file(program):
    head, tail = b"-- migrate:up\n", b"\n-- migrate:down\n"
    for more in (b"", b"ALTER TABLE t ADD COLUMN b int;\n"):
        program.write("db/1_t.sql", head + b"CREATE TABLE t (a int);\n")
        program.write("db/2_x.sql", head + NOT_VALID + VALIDATE + more + tail)
        program.run("fix", *NO_TIMEOUT, "db")
        same(os.path.exists(program.path("db/3_validate_constraints.sql")), not more)
        if not more:
            same(program.read("db/2_x.sql"), head + NOT_VALID + tail)
            same(program.read("db/3_validate_constraints.sql"), head + VALIDATE + tail)
            same(program.run("db").stdout.count(b"constraint-validated"), 0)
        shutil.rmtree(program.path("db"))


# --- lock_timeout ----------------------------------------------------------------------

ADD = b"ALTER TABLE t ADD COLUMN x int;\n"
SET, SET_LOCAL = b"SET lock_timeout = '2s';\n", b"SET LOCAL lock_timeout = '2s';\n"
TIMEOUTS = (
    ("plain", b"SELECT 1;\n\n-- why\n  -- and how\n  " + ADD + ADD.replace(b"x", b"y"),
     b"SELECT 1;\n\n" + SET + b"-- why\n  -- and how\n  " + ADD + ADD.replace(b"x", b"y")),
    ("plain", b"\talter table t add x int;\r\n", b"\tset lock_timeout = '2s';\r\n\talter table t add x int;\r\n"),
    ("plain", b"BEGIN;\n" + ADD + b"COMMIT;\n", b"BEGIN;\n" + SET + ADD + b"COMMIT;\n"),
    # It would end an index build that waits for old transactions.
    ("plain", ADD + FIXED, ADD + FIXED),
    ("plain", ADD + b"REINDEX TABLE CONCURRENTLY t;\n", ADD + b"REINDEX TABLE CONCURRENTLY t;\n"),
    ("goose", b"-- +goose Up\n-- why\n" + ADD, b"-- +goose Up\n-- why\n" + SET_LOCAL + ADD),
    ("dbmate", b"-- migrate:up\n" + ADD + b"-- migrate:down\nSELECT 1;\n",
     b"-- migrate:up\n" + SET_LOCAL + ADD + b"-- migrate:down\nSELECT 1;\n"),
    ("golang-migrate", ADD, SET_LOCAL + ADD),
    ("golang-migrate", b"VACUUM FULL t;\n", b"VACUUM FULL t;\n"),
    ("golang-migrate", ADD + b"SELECT 1;\n", SET_LOCAL + ADD + b"SELECT 1;\n"),
    # Whose session it is, or how long the transaction lasts, is not sure.
    ("goose", b"-- +goose NO TRANSACTION\n-- +goose Up\n" + ADD),
    ("prisma", ADD, ADD),
    ("dbmate", b"-- migrate:up\n" + ADD + b"-- migrate:up\nSELECT 1;\n"),
    ("plain", b"-- tiptoe:ignore table-dropped: old\n" + ADD),
    ("plain", b"SELECT 1; " + ADD, b"SELECT 1; " + ADD),
)


def test_lock_timeout(program):
    for tool, before, *after in TIMEOUTS:
        after = after[0] if after else before
        done, fixed = fix_for(program, tool, before)
        same(fixed, after, (tool, done))
        same(b"notice[lock-timeout" in done.stdout, fixed == before and b"FULL" not in before, (tool, done))


# --- files ---------------------------------------------------------------------------

def test_mode_and_link_stay(program):
    program.write("real/a.sql")
    os.chmod(program.path("real/a.sql"), 0o754)
    os.symlink("real/a.sql", program.path("link.sql"))
    program.fix("--no-history", "link.sql")
    same(os.readlink(program.path("link.sql")), "real/a.sql")
    same((program.read("real/a.sql"), os.stat(program.path("real/a.sql")).st_mode & 0o7777), (FIXED, 0o754))
    same(sorted(os.listdir(program.path("real"))), ["a.sql"])


def test_unchanged_files_are_not_touched(program):
    program.write("a.sql", b"SELECT 1;\n")
    os.utime(program.path("a.sql"), (1, 1))
    before = os.stat(program.path("a.sql"))
    program.fix("a.sql")
    after = os.stat(program.path("a.sql"))
    same((after.st_ino, after.st_mtime_ns), (before.st_ino, before.st_mtime_ns))


def test_changed_meanwhile(program):
    """The second file is a pipe: once more is read from it than it can hold, the first was read."""
    program.write("1.sql")
    program.write("2.sql", b"CREATE INDEX j ON t (a);\n")
    reader, writer = os.pipe()
    with subprocess.Popen([program.tiptoe, "fix", "--no-history", "1.sql", "2.sql", f"/dev/fd/{reader}"],
                          cwd=program.folder, pass_fds=[reader], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        os.close(reader)
        os.write(writer, b"-- a comment\n" * 100000)
        program.write("1.sql", HAZARD + b"-- mine\n")
        os.write(writer, b"DROP INDEX k;\n")
        os.close(writer)
        output, complaints = process.communicate(timeout=60)
    holds(b"1.sql: was changed while it was checked, so it is left alone", complaints)
    holds(b": is no regular file, so it is left alone", complaints)
    holds(b"Fixed 1 finding in 1 file:\n  2.sql:1:1", output)
    same(process.returncode, 2)
    same(program.read("1.sql"), HAZARD + b"-- mine\n")
    same(program.read("2.sql"), b"CREATE INDEX CONCURRENTLY j ON t (a);\n")


def test_unreadable_and_unwritable(program):
    program.write("db/1.sql")
    program.write("db/2.sql", b"DROP INDEX j;\n")
    program.write("locked/3.sql")
    os.chmod(program.path("db/1.sql"), 0o000)
    os.chmod(program.path("locked"), 0o555)
    os.chmod(program.path("db"), 0o777)
    os.chmod(program.path("db/2.sql"), 0o666)
    os.chmod(program.path("locked/3.sql"), 0o666)
    os.chmod(program.folder, 0o755)
    done = program.run("fix", "--no-history", "db/1.sql", "db/2.sql", "locked/3.sql", before=[program.as_nobody])
    os.chmod(program.path("locked"), 0o755)
    same(done.returncode, 2, done)
    holds(b"db/1.sql: cannot be read: Permission denied", done.stderr)
    holds(b"locked/3.sql: cannot write", done.stderr)
    holds(b"Fixed 1 finding in 1 file:\n  db/2.sql:1:1", done.stdout)
    same((program.read("db/2.sql"), program.read("locked/3.sql")), (b"DROP INDEX CONCURRENTLY j;\n", HAZARD))
    same(os.listdir(program.path("locked")), ["3.sql"])


def test_read_only_file(program):
    program.write("1.sql")
    os.chmod(program.path("1.sql"), 0o444)
    os.chmod(program.folder, 0o777)
    done = program.run("fix", "1.sql", before=[program.as_nobody])
    same((done.returncode, program.read("1.sql")), (2, HAZARD), done)
    holds(b"1.sql: cannot write", done.stderr)


def test_closed_output(program):
    program.write("1.sql")
    done = subprocess.run(f"{program.tiptoe} fix --diff 1.sql | head -c 0", shell=True, cwd=program.folder,
                          stderr=subprocess.PIPE, check=False)
    same(done.returncode, 0, done)


def test_committed_files_are_told(program):
    note, may_have_run = b"note: ", b" committed and may have run"
    program.write("db/1.sql")
    program.write("db/2.sql", b"CREATE INDEX j ON t (b);\n")
    holds(b"note: all of these were taken to be new", program.fix("--diff", "db").stderr)
    program.git("init", "-q")
    holds(b"note: all of these were taken to be new", program.fix("--diff", "db").stderr)
    program.git("add", "db/1.sql")
    program.git("commit", "-q", "-m", "x")
    program.write("db/1.sql", HAZARD + b"-- more\n")
    same(note in program.fix("--diff", "db").stderr, False, "what is being written anyway")
    program.git("checkout", "-q", "db")
    holds(note + b"db/1.sql is" + may_have_run, program.fix("--diff", "db").stderr)
    same(note in program.fix("--diff", "db/2.sql").stderr, False, "what is new")
    same(note in program.fix("--diff", "-q", "db").stderr, False, "-q")
    same(note in program.fix("--since", "HEAD", "db").stderr, False, "what git tells already")
    same(program.read("db/1.sql"), HAZARD)
    done = program.fix("-", "--stdin-path", "db/1.sql", input=HAZARD)
    same((done.stdout, note in done.stderr), (FIXED, False), "what is printed")
    holds(note + b"1.sql is" + may_have_run, program.fix("1.sql", below="db").stderr)
    same(program.read("db/1.sql"), FIXED)
    program.git("add", "db/2.sql")
    program.git("commit", "-q", "-m", "x")
    program.write("db/1.sql")
    program.write("db/2.sql", b"CREATE INDEX j ON t (b);\n")
    program.git("commit", "-q", "-a", "-m", "x")
    holds(note + b"db/1.sql and 1 other are" + may_have_run, program.fix("db").stderr)


# --- what is left --------------------------------------------------------------------

def test_exit_status(program):
    program.write("1.sql", HAZARD + b"DROP TABLE t;\n")
    program.fix("--diff", "1.sql")
    program.fix("1.sql", status=1)
    program.fix("--fail-on", "error", "1.sql")
    program.write("1.sql", b"SELEC 1;\n")
    program.fix("--diff", "1.sql", status=1)
    program.fix("--diff", "nowhere.sql", status=2)
    program.fix("--nonsense", status=2)


def test_edits_are_in_json(program):
    program.write("1.sql", b"SELECT 1;\n" + HAZARD)
    (finding,) = json.loads(program.run("--format", "json", "1.sql").stdout)["findings"]
    (edit,) = finding["edits"]
    same(finding["fix"], "add CONCURRENTLY")
    same(edit["text"], " CONCURRENTLY")
    same(edit["start"], {"line": 2, "column": 13, "offset": 22})
    same(edit["end"], edit["start"])


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    for name, test in tests:
        folder = tempfile.mkdtemp()
        try:
            test(Program(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), folder))
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"{name}:")
            traceback.print_exc(file=sys.stdout)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
