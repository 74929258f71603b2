#!/usr/bin/env python3
"""Commits with both hooks of .pre-commit-hooks.yaml, by the real pre-commit: pre_commit_test.py TIPTOE ROOT"""
import os
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge, same  # noqa: E402
from repository import SAFE, UNSAFE, USERS, Repository  # noqa: E402

SKIPPED = 77
# Of what builds or installs, a test has its own.
FAKED = ("apt-get", "apt", "dpkg", "sudo", "cc", "gcc", "meson", "ninja", "pkg-config", "tiptoe")
SAYS_18 = "#!/bin/sh\necho 18\n"


def program(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


class Machine:
    """A PATH with all that this machine has, but for what is faked."""

    def __init__(self, folder, tiptoe, root):
        self.folder, self.tiptoe = folder, os.path.abspath(tiptoe)
        self.path = os.path.join(folder, "bin")
        self.log = os.path.join(folder, "log")
        os.mkdir(self.path)
        for place in ("/bin", "/usr/bin", "/usr/local/bin"):
            for name in os.listdir(place) if os.path.isdir(place) else ():
                link = os.path.join(self.path, name)
                if name not in FAKED and not os.path.lexists(link):
                    os.symlink(os.path.join(place, name), link)
        self.hooks = self.made("hooks")
        for name in (".pre-commit-hooks.yaml", "meson.build", "include", "src", "rules", "tools"):
            source = os.path.join(root, name)
            copied = os.path.join(self.hooks.top, name)
            if os.path.isdir(source):
                shutil.copytree(source, copied, ignore=shutil.ignore_patterns("node_modules"))
            else:
                shutil.copy(source, copied)
        self.hooks.git("add", "-A")
        self.hooks.commit()
        self.rev = self.hooks.git("rev-parse", "HEAD").strip()

    def made(self, name):
        repository = Repository(os.path.join(self.folder, name))
        repository.env["PATH"] = self.path
        return repository

    def fake(self, name, text):
        program(os.path.join(self.path, name), "#!/bin/sh\n" + text)

    def install_tiptoe(self):
        self.fake("tiptoe", f'echo "$@" >>{self.log}\nexec {self.tiptoe} "$@"\n')

    def install_tools(self):
        """A compiler that makes one program, and a build that takes its time."""
        self.fake("cc", f'while [ $# -gt 0 ]; do if [ "$1" = -o ]; then cp {self.folder}/probe "$2"; fi; shift; done\n')
        program(os.path.join(self.folder, "probe"), SAYS_18)
        self.fake("pkg-config", "exit 0\n")
        self.fake("meson", 'while [ $# -gt 2 ]; do shift; done\nmkdir -p "$1"\ntouch "$1/build.ninja"\n')
        self.fake("ninja", f'echo built >>{self.log}\nsleep 0.5\ncp {self.tiptoe} "$2/tiptoe"\n')

    def install_apt(self):
        self.fake("apt-get", f'echo apt-get "$@" >>{self.log}\nexit 1\n')

    def logged(self):
        lines = []
        if os.path.exists(self.log):
            with open(self.log, encoding="utf-8") as file:
                lines = file.read().splitlines()
            os.remove(self.log)
        return lines

    def repository(self, name, hook, *args):
        repository = self.made(name)
        repository.env["PRE_COMMIT_HOME"] = os.path.join(self.folder, "home of hooks")
        repository.add(".pre-commit-config.yaml", f"""
repos:
  - repo: {self.hooks.top}
    rev: {self.rev}
    hooks:
      - id: {hook}
        files: ^db/migrations/
        args: {list(args)}
""")
        repository.add("db/migrations/1.sql", USERS)
        repository.commit("--no-verify")
        done = repository.run("pre-commit", "install")
        same(done.returncode, 0, f"{name}: {done.stdout}{done.stderr}")
        return repository


def judged(repository, what, wanted, says=""):
    done = repository.commit()
    told = done.stdout + done.stderr
    check(what, done.returncode == wanted and says in told, told)


def check_installed(machine):
    machine.install_tiptoe()
    repository = machine.repository("installed", "tiptoe")
    repository.add("db/migrations/2.sql", SAFE)
    judged(repository, "what the history makes free", 0)
    same(machine.logged(), ["check db/migrations/2.sql"], "only what changed is named")
    repository.add("db/migrations/3.sql", UNSAFE)
    judged(repository, "an index", 1, "create-index-blocks-writes")
    repository.write("db/migrations/3.sql", SAFE)
    judged(repository, "an index that is staged, though the disk is safe", 1, "create-index-blocks-writes")
    repository.add("db/migrations/3.sql", SAFE)
    judged(repository, "a file that was mended", 0)
    machine.logged()
    for number in range(4, 80):
        repository.write(f"db/migrations/{number}.sql", "SELECT 1;\n")
    repository.git("add", "-A")
    judged(repository, "many files", 0)
    same(len(machine.logged()), 1, "processes for many files")
    repository.add("query.sql", UNSAFE)
    judged(repository, "what is no migration", 0)
    # Without its history, the same statement would not pass.
    alone = machine.repository("alone", "tiptoe", "--no-history")
    alone.add("db/migrations/2.sql", SAFE)
    judged(alone, "without history", 1, "column-type-changed")


def check_missing(machine):
    os.remove(os.path.join(machine.path, "tiptoe"))
    machine.logged()
    machine.install_apt()
    repository = machine.repository("missing", "tiptoe-src")
    repository.add("db/migrations/2.sql", SAFE)
    judged(repository, "no compiler", 1, "apt-get update &&")
    judged(repository, "exits with 2", 1, "exit code: 2")
    judge(not any("install" in line for line in machine.logged()), "a hook installs packages")
    machine.install_tools()
    os.remove(os.path.join(machine.path, "meson"))
    done = repository.commit()
    check("the one command", "apt-get install -y --no-install-recommends meson\n" in done.stdout + done.stderr, done)
    os.remove(os.path.join(machine.path, "apt-get"))


def check_source(machine):
    """Several at once: one builds, and the others wait for it."""
    machine.install_tools()
    machine.logged()
    repositories = [machine.repository(f"source {n}", "tiptoe-src") for n in range(4)]
    for n, repository in enumerate(repositories):
        repository.add("db/migrations/2.sql", UNSAFE if n % 2 else SAFE)
    threads = [threading.Thread(target=judged, args=(
        repository, f"at once, {n}", n % 2, "create-index-blocks-writes" if n % 2 else ""))
               for n, repository in enumerate(repositories)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(machine.logged(), ["built"], "builds")
    repositories[1].add("db/migrations/2.sql", SAFE)
    judged(repositories[1], "once it is built", 0)
    same(machine.logged(), [], "builds once it is built")


def main(tiptoe, root):
    if not shutil.which("pre-commit"):
        print("pre-commit is not here; tools/setup --test installs it")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(os.path.realpath(folder), tiptoe, root)
        valid = subprocess.run(["pre-commit", "validate-manifest", os.path.join(root, ".pre-commit-hooks.yaml")],
                               capture_output=True, text=True, check=False)
        judge(valid.returncode == 0, valid.stdout + valid.stderr)
        check_installed(machine)
        check_missing(machine)
        check_source(machine)
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
