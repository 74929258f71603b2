#!/usr/bin/env python3
"""Completes words in the real shells: what is typed, a tab, and what the program would then be given.

usage: completion_test.py TIPTOE
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge, same  # noqa: E402

# What is typed before the tab, and the words that the program gets: where but one thing fits.
CASES = {
    "bas": ["baseline"],
    "check --no-hi": ["check", "--no-history"],
    "--form": ["--format"],
    "check --format sar": ["check", "--format", "sarif"],
    "check --format=sar": ["check", "--format=sarif"],
    "check -qf sar": ["check", "-qf", "sarif"],
    "check --select will-f": ["check", "--select", "will-fail"],
    "check --select=will-f": ["check", "--select=will-fail"],
    "check --ignore not-checked,will-f": ["check", "--ignore", "not-checked,will-fail"],
    "check --ignore=not-checked,will-f": ["check", "--ignore=not-checked,will-fail"],
    "fix --layout graph": ["fix", "--layout", "graphile-migrate"],
    "effects --layout non": ["effects", "--layout", "none"],
    "effects --format j": ["effects", "--format", "json"],
    "check --preset stri": ["check", "--preset", "strict"],
    "check --transaction per": ["check", "--transaction", "per-file"],
    "check --fail-on nev": ["check", "--fail-on", "never"],
    "check --color alw": ["check", "--color", "always"],
    "schema --pg-version 19": ["schema", "--pg-version", "19"],
    "check --since rele": ["check", "--since", "release"],
    "explain column-ren": ["explain", "column-renamed"],
    "help expl": ["help", "explain"],
    "completion zs": ["completion", "zsh"],
    "check 1_": ["check", "1_users.sql"],
    "1_": ["1_users.sql"],
    "check my": ["check", "my files/"],
    "check db/mig": ["check", "db/migrations/"],
    "check --config ot": ["check", "--config", "other.json"],
    "check --config=ot": ["check", "--config=other.json"],
    "check --output-for sarif=ot": ["check", "--output-for", "sarif=other.json"],
    "check -- explai": ["check", "--", "explai"],  # no file is called so
}
FILES = ("1_users.sql", "other.json", "my files/2.sql", "db/migrations/3.sql")
# What each is told before anything is typed; "tiptoe" then shows its words instead of running.
SOURCE = "source <(tiptoe completion {})"
ZSH = "PS1='>'; unsetopt beep; fpath=(~/functions $fpath); autoload -U compinit; compinit -u -D; "
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             "PS1='>'; bind 'set enable-bracketed-paste off'; " + SOURCE.format("bash")),
    "zsh": (["zsh", "-f", "-i"], ZSH + SOURCE.format("zsh")),
    "zsh, installed": (["zsh", "-f", "-i"], "mkdir ~/functions; tiptoe completion zsh >~/functions/_tiptoe; " + ZSH),
}
SHOW = """tiptoe() { for word; do printf '<%s>' "$word"; done; echo '<end>'; }; echo re''ady"""


class Terminal:
    def __init__(self, command, folder, environment):
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.seen = ""

    def wait_for(self, pattern):
        """What stands there up to the pattern, or None when it does not come."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            found = re.search(pattern, self.seen)
            if found:
                self.seen = self.seen[found.end():]
                return found
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.fd, 65536).decode(errors="replace")
                except OSError:
                    return None
        return None

    def type(self, text):
        os.write(self.fd, text.encode())

    def close(self):
        os.close(self.fd)
        os.waitpid(self.child, 0)


def environment(folder, tiptoe):
    programs = os.path.join(folder, "bin")
    os.makedirs(programs, exist_ok=True)
    if not os.path.exists(os.path.join(programs, "tiptoe")):
        os.symlink(tiptoe, os.path.join(programs, "tiptoe"))
    return {"PATH": programs + ":" + os.environ["PATH"], "HOME": folder, "TERM": "dumb", "LC_ALL": "C.UTF-8",
            "COLUMNS": "300", "LINES": "60"}


def prepare(folder):
    for name in FILES:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8"):
            pass
    for command in ("init -q -b release", "-c user.name=a -c user.email=a@b commit -q --allow-empty -m first"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)


def check_typing(shell, folder, variables):
    """In a terminal, as one types."""
    command, start = SHELLS[shell]
    terminal = Terminal(command, folder, variables)
    terminal.type(f"{start}; {SHOW}\n")
    check(f"{shell} starts", terminal.wait_for("ready\r?\n"), terminal.seen)
    for typed, wanted in CASES.items():
        terminal.type(f"tiptoe {typed}\t\n")
        found = terminal.wait_for(r"((?:<[^<>]*>)+)<end>")
        words = re.findall("<(.*?)>", found.group(1)) if found else None
        # Zsh takes a folder's slash away when nothing follows.
        same([word.rstrip("/") for word in words or []], [word.rstrip("/") for word in wanted], f"{shell}: {typed}")
        if not found:
            terminal.type("\3")
    terminal.close()


def check_fish(folder, variables):
    """Fish tells itself what it would offer."""
    for typed, wanted in CASES.items():
        done = subprocess.run(["fish", "--no-config", "-c", 'tiptoe completion fish | source; complete -C "$argv[1]"',
                               f"tiptoe {typed}"], cwd=folder, env=variables, capture_output=True, text=True, timeout=60)
        offered = [line.split("\t")[0] for line in done.stdout.splitlines()]
        fits = [word for word in offered if word.startswith(typed.split(" ")[-1])]
        judge(not done.stderr, f"fish: {typed}: {done.stderr}")
        same(fits, [] if "-- " in typed else wanted[-1:], f"fish: {typed}")


def main(tiptoe):
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        variables = environment(folder, os.path.abspath(tiptoe))
        for shell in SHELLS:
            if shutil.which(SHELLS[shell][0][0]):
                check_typing(shell, folder, variables)
            else:
                print(f"skipped {shell}: it is not installed")
        if shutil.which("fish"):
            check_fish(folder, variables)
        else:
            print("skipped fish: it is not installed")
    return finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
