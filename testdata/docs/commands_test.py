#!/usr/bin/env python3
"""Runs what README.md and the pages beside it tell people to run: commands_test.py TIPTOE ROOT

A command must end with 0, or with 1 and findings; an option that is told of must be one of --help, and
what a page links to must be there.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../report"), os.path.join(HERE, "../hooks")]
from judging import check, finish, judge  # noqa: E402
from repository import SAFE, UNSAFE, USERS, Repository  # noqa: E402

PAGES = ("README.md", "tools/github-action/README.md", "tools/gitlab/README.md", "tools/compared.md",
         "tools/from-squawk.md")
# Other programs' own, in what the pages tell.
OTHERS = {"--add", "--all", "--prefix", "--again", "--cflags", "--check", "--dry-run", "--global", "--gopg", "--libs",
          "--no-install-recommends", "--non-transactional", "--release", "--save-dev", "--sql", "--strip-components", "--suite",
          # squawk's
          "--exclude", "--include", "--no-error-on-unmatched-pattern", "--reporter", "--stdin-filepath"}
NEEDS_A_SERVER = "psql"


def code_lines(text):
    """Lines of blocks that hold commands, without what is said beside them."""
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.M | re.S):
        if language in ("", "sh"):
            for line in block.splitlines():
                yield re.split(r"\s{2,}|\s#\s", line.strip())[0]


def commands(text):
    for line in code_lines(text):
        if re.match(r"(.* \| )?tiptoe\b", line):
            yield line
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    for code in re.findall(r"`([^`]*)`", prose):
        code = " ".join(code.split())
        if re.fullmatch(r"tiptoe \w+", code):
            yield code + " --help"  # the name of a command
        elif re.match(r"tiptoe( |$)", code):
            yield code


def prepare(folder, tiptoe):
    programs = os.path.join(folder, "bin")
    os.mkdir(programs)
    os.symlink(tiptoe, os.path.join(programs, "tiptoe"))
    repository = Repository(os.path.join(folder, "work"), programs)
    repository.add("db/migrations/0001_users.sql", USERS)
    repository.add("dump.sql", USERS)
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    for name in ("db/migrations/0042_orders.sql", "new.sql", "FILE", "migrations/1.sql"):
        repository.add(name, SAFE)
    repository.add("schema.sql", USERS)
    repository.add(".squawk.toml", 'excluded_rules = ["ban-drop-column"]\n')
    repository.add("x.sql", SAFE)
    repository.commit()
    repository.add("db/migrations/0043_index.sql", UNSAFE)
    return repository


def run(repository, command, page):
    if NEEDS_A_SERVER in command or "…" in command:
        return False
    done = repository.run("sh", "-c", command + " </dev/null" if "|" not in command else command)
    told = done.stdout + done.stderr
    check(f"{page}: {command}: exit {done.returncode}", done.returncode in (0, 1) and "--help\" tells" not in told, told)
    return True


def options_of(tiptoe):
    helped = subprocess.run([tiptoe, "--help"], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"^  ([a-z]+) ", helped, re.M)
    judge(len(names) >= 10, f"commands in --help: {names}")
    for name in names:
        helped += subprocess.run([tiptoe, name, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"--[a-z][a-z-]*", helped))


def anchors(path):
    """What a link to a heading of the page says behind its #, as GitHub has it."""
    with open(path, encoding="utf-8") as file:
        headings = re.findall(r"^#+ (.*)$", file.read(), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def check_link(root, page, link, anchor):
    if re.match("https?:", link):
        return
    path = os.path.join(root, os.path.dirname(page), link) if link else os.path.join(root, page)
    there = os.path.exists(path) and (not anchor or anchor in anchors(path))
    judge(there, f"{page}: {link}#{anchor} is not there")


def check_page(root, page, text, known):
    for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) - OTHERS):
        judge(option in known, f"{page}: {option} is no option")
    for link, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text):
        check_link(root, page, link, anchor)


def main(tiptoe, root):
    known, count = options_of(tiptoe), 0
    with tempfile.TemporaryDirectory() as folder:
        repository = prepare(os.path.realpath(folder), tiptoe)
        for page in PAGES:
            with open(os.path.join(root, page), encoding="utf-8") as file:
                text = file.read()
            for command in commands(text):
                count += run(repository, command, page)
            check_page(root, page, text, known)
    judge(count > 30, f"only {count} commands are told")
    return finish()


if __name__ == "__main__":
    sys.exit(main(*(os.path.abspath(each) for each in sys.argv[1:])))
