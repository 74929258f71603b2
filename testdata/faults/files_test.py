#!/usr/bin/env python3
"""Files and folders that are odd, endless, deep, long or many: files_test.py TIPTOE [--all]

--all has a hundred thousand files, and not five thousand.
"""
import os
import resource
import socket
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, same  # noqa: E402

HAZARD = "CREATE INDEX i ON t (a);\n"
PATIENCE = 60  # seconds: what is endless takes longer
MIB = 1 << 20


class Folder:
    def __init__(self, program, path):
        self.program, self.path = program, path

    def at(self, name):
        full = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    def write(self, name, text=HAZARD):
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *words, patience=PATIENCE, **options):
        return subprocess.run([self.program, *words], cwd=self.path, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=patience, text=True, **options)


def check_endless(folder):
    """Nothing that never ends is read, whatever it is taken for."""
    makers = {
        "fifo": os.mkfifo, "zero": lambda path: os.symlink("/dev/zero", path), "full": lambda path: os.symlink("/dev/full", path),
        "tty": lambda path: os.symlink("/dev/tty", path), "loop": lambda path: os.symlink(os.path.basename(path), path),
        "socket": lambda path: socket.socket(socket.AF_UNIX).bind(os.path.relpath(path)), "folder": os.mkdir,
    }
    os.chdir(folder.path)  # a socket's path is short
    for kind, make in makers.items():
        folder.write(f"{kind}/db/1.sql")
        for name in ("db/2.sql", "db/changelog.yaml", "db/package.json", "db/3.sql.conf", "prisma.toml", "package.json"):
            make(folder.at(f"{kind}/{name}"))
        for words in (["check", kind], ["check", f"{kind}/db/1.sql"], ["check", f"{kind}/*/*.sql"], ["schema", f"{kind}/db"],
                      ["effects", f"{kind}/db"], ["fix", "--diff", kind], ["check", "--baseline", f"{kind}/db/2.sql", f"{kind}/db/1.sql"],
                      ["check", "--schema", f"{kind}/db/2.sql", f"{kind}/db/1.sql"], ["check", "--config", f"{kind}/db/2.sql", kind]):
            done = folder.run(*words)
            check(f"{kind}: {words} ends", done.returncode in (0, 1, 2), done)
            if kind != "folder" and words in (["check", kind], ["schema", f"{kind}/db"]):
                check(f"{kind}: {words} says what is not read", done.returncode == 2 and "2.sql" in done.stderr, done)
        for name in (".tiptoe.json", ".tiptoe-baseline.json"):
            make(folder.at(f"{kind}/{name}"))
            done = folder.run("check", kind)
            check(f"{kind}: {name} ends, and is told", done.returncode == 2 and name in done.stderr, done)
            (os.rmdir if kind == "folder" else os.remove)(folder.at(f"{kind}/{name}"))


def check_loops(folder):
    folder.write("l/1.sql")
    for name, target in (("up", ".."), ("self", "."), ("a", "b"), ("b", "a")):
        os.symlink(target, folder.at(f"l/{name}"))
    done = folder.run("check", "--format", "gcc", "l")
    same((done.returncode, done.stdout.count("create-index-blocks-writes")), (1, 1), "folders that lead to themselves")
    done = folder.run("check", "--format", "gcc", "l/**/*.sql")
    same((done.returncode, done.stdout.count("create-index-blocks-writes")), (1, 1), "a pattern over them")


def check_depth(folder):
    here = os.getcwd()
    os.chdir(folder.path)
    for _ in range(1000):
        os.mkdir("d")
        os.chdir("d")
    with open("1.sql", "w", encoding="utf-8") as file:
        file.write(HAZARD)
    done = subprocess.run([folder.program, "check", "--format", "gcc"], capture_output=True, text=True, timeout=PATIENCE)
    check("a thousand folders deep", done.returncode == 1 and "1.sql:1" in done.stdout, done)
    os.chdir(here)
    for words in (["d"], ["d/**/*.sql"]):
        done = folder.run("check", "--format", "gcc", *words)
        check(f"from a thousand folders above: {words}", done.returncode == 1 and "1.sql:1:1" in done.stdout, done.stderr)


def check_lengths(folder):
    """One line of 50 MB: what is quoted of it is as short as of any."""
    folder.write("long/1.sql", f"/*{'x' * 25_000_000}*/ CREATE INDEX i ON t (a); /*{'y' * 25_000_000}*/")
    folder.write("long/2.sql", f"SELECT '{'z' * 5_000_000}' FRO;")
    folder.write("long/3.sql", f"CREATE TABLE \"{'n' * 1_000_000}\" (a int);\nDROP TABLE \"{'m' * 1_000_000}\";\n")
    for form in ("text", "json", "sarif", "github", "gitlab", "junit", "gcc", "markdown"):
        done = folder.run("check", "--format", form, "long")
        check(f"{form} of long lines is short", done.returncode == 1 and 0 < len(done.stdout) < MIB,
              f"{done.returncode}, {len(done.stdout)} bytes")


def check_limits(folder):
    """A file may grow to 4 KiB: what is larger is not written, and what was there stays."""
    before, text = "as it was\n", "".join(f"CREATE INDEX i{n} ON t (a);\n" for n in range(300))
    folder.write("big/1.sql", text)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    for words in (["check", "--format", "html", "-o", "out", "big"], ["check", "--output-for", "json=out", "big"],
                  ["baseline", "--output", "out.json", "big"], ["fix", "big"], ["check", "-o", "new", "big"]):
        folder.write("out", before)
        names = sorted(os.listdir(folder.path))
        done = folder.run(*words, preexec_fn=limit)
        check(f"{words}: ends with 2, and says why", done.returncode == 2 and "File too large" in done.stderr, done)
        same(sorted(os.listdir(folder.path)), names, f"{words}: files that are there")
        with open(folder.at("out"), encoding="utf-8") as file:
            same(file.read(), before, f"{words}: the file as it was")
        with open(folder.at("big/1.sql"), encoding="utf-8") as file:
            same(file.read(), text, f"{words}: the migration as it was")


def check_links(folder):
    """What is written through a link is whole, too, and the link stays."""
    folder.write("real.json", "old\n")
    os.chmod(folder.at("real.json"), 0o640)
    os.symlink("real.json", folder.at("link.json"))
    folder.write("one/1.sql")
    done = folder.run("check", "--format", "json", "-o", "link.json", "one")
    check("a link is written through", done.returncode == 1 and os.path.islink(folder.at("link.json")), done)
    check("the file behind it is written", os.path.getsize(folder.at("real.json")) > 100)
    same(stat.S_IMODE(os.stat(folder.at("real.json")).st_mode), 0o640, "its mode")
    with open(folder.at("shell"), "wb") as file:
        subprocess.run([folder.program, "check", "--format", "json", "-o", "/dev/stdout", "one"], cwd=folder.path, stdout=file)
    check("a shell's stream is written to", os.path.getsize(folder.at("shell")) > 100)


def check_many(folder, count):
    for n in range(count):
        folder.write(f"many/{n // 1000:03}/{n:06}_s.sql", f"CREATE TABLE t{n} (a int, b text);\nCREATE INDEX ON t{n // 2} (a);\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = folder.run("check", "--format", "gcc", "-o", "/dev/null", "many", patience=900)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    check(f"{count} files", done.returncode == 1, done.stderr[:300])
    # 100,000 took 6 s and 570 MB: far over that, something grows faster than the files do.
    check(f"{count} files take their time: {seconds:.1f} s", seconds < 5 + count * 0.0006)
    check(f"{count} files take their memory: {after.ru_maxrss // 1024} MiB", after.ru_maxrss < 700 * 1024 + count * 12)


def main():
    program, every = os.path.abspath(sys.argv[1]), "--all" in sys.argv
    tests = [check_endless, check_loops, check_depth, check_lengths, check_limits, check_links,
             lambda folder: check_many(folder, 100_000 if every else 5_000)]
    for test in tests:
        with tempfile.TemporaryDirectory() as path:
            test(Folder(program, os.path.realpath(path)))
            os.chdir("/")
            # Deeper than Python's own way to remove a folder goes.
            subprocess.run(["rm", "-rf", *[os.path.join(path, each) for each in os.listdir(path)]], check=True)
    return finish()


sys.exit(main())
