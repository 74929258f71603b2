#!/usr/bin/env python3
"""Cuts releases in a copy of the checkout: cut_test.py ROOT"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, same  # noqa: E402

LIKE_NOBODY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a.invalid", "GIT_COMMITTER_NAME": "a",
               "GIT_COMMITTER_EMAIL": "a@a.invalid", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
HEAD = "# Changelog\n\n## [Unreleased]\n"


class Copy:
    """What is tracked, as it is now, in a repository of its own."""

    def __init__(self, top, root):
        self.top = top
        listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True)
        for path in filter(None, listed.stdout.split("\0")):
            source = os.path.join(root, path)
            if os.path.exists(source):
                os.makedirs(os.path.dirname(os.path.join(top, path)), exist_ok=True)
                shutil.copy(source, os.path.join(top, path))
        self.git("init", "-q", ".")
        self.commit()

    def run(self, *command):
        return subprocess.run(command, cwd=self.top, env={**os.environ, **LIKE_NOBODY}, capture_output=True, text=True, check=False)

    def git(self, *words):
        done = self.run("git", *words)
        check(f"git {words[0]}", done.returncode == 0, done.stderr)
        return done.stdout.strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def read(self, path):
        with open(os.path.join(self.top, path), encoding="utf-8") as file:
            return file.read()

    def write(self, path, text):
        with open(os.path.join(self.top, path), "w", encoding="utf-8") as file:
            file.write(text)

    def unreleased(self, text):
        """What is under Unreleased, in place of what was."""
        log = self.read("CHANGELOG.md")
        below = re.search(r"^## \[\d.*", log, re.MULTILINE | re.DOTALL)
        self.write("CHANGELOG.md", f"{HEAD}\n{text}\n{below[0] if below else ''}")
        self.commit()

    def release(self, *words):
        return self.run("tools/release", *words, "--no-tests")

    def refuses(self, what, version, says):
        before = self.git("rev-parse", "HEAD"), self.git("status", "--porcelain"), self.git("tag")
        done = self.release(version)
        check(what, done.returncode == 1 and says in done.stderr, done.stdout + done.stderr)
        same((self.git("rev-parse", "HEAD"), self.git("status", "--porcelain"), self.git("tag")), before, f"{what}: what is left")


def check_first(copy):
    """0.1.0, as if the checkout had never had a release, and a rule that none has."""
    rule, page = "rules/column_renamed.c", "rules/README.md"
    shutil.rmtree(os.path.join(copy.top, "testdata/abi"), ignore_errors=True)
    copy.write("CHANGELOG.md", HEAD)
    copy.write(rule, re.sub(r'\.since = ".*?"', '.since = "next"', copy.read(rule)))
    copy.write(page, re.sub(r"since tiptoe [0-9.]+\.$", "since tiptoe next.", copy.read(page), count=1, flags=re.MULTILINE))
    copy.unreleased("### Added\n\n- Everything.\n")
    dry = copy.release("0.1.0", "--dry-run")
    check("a dry run", dry.returncode == 0 and "+## [0.1.0] - 2" in dry.stdout and '+    .since = "0.1.0"' in dry.stdout, dry)
    same((copy.git("status", "--porcelain"), copy.git("tag")), ("", ""), "a dry run changes")
    done = copy.release("0.1.0")
    check("0.1.0", done.returncode == 0, done.stderr)
    check("a rule's release", '.since = "0.1.0"' in copy.read(rule) and "tiptoe next" not in copy.read(page), copy.read(rule)[-900:])
    check("the changelog", re.search(r"^## \[Unreleased\]\n\n## \[0\.1\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- Everything\.$",
                                     copy.read("CHANGELOG.md"), re.MULTILINE), copy.read("CHANGELOG.md"))
    for name in ("tiptoe.h", "tiptoe.map"):
        same(copy.git("show", f"v0.1.0:testdata/abi/{name}"), copy.read(f"include/{name}").strip(), f"the release's {name}")
    same(copy.git("cat-file", "-t", "v0.1.0"), "tag", "the kind of tag")
    same(copy.git("tag", "-l", "--format=%(contents)", "v0.1.0"), "tiptoe 0.1.0\n\n### Added\n\n- Everything.", "the tag's words")
    same((copy.git("rev-parse", "v0.1.0^{}"), copy.git("status", "--porcelain")), (copy.git("rev-parse", "HEAD"), ""), "what is tagged")


def check_refused(copy):
    copy.refuses("a second time", "0.1.0", "has been released")
    copy.refuses("nothing to tell", "0.1.1", "says nothing under Unreleased")
    copy.unreleased("### Added\n")
    copy.refuses("a group without entries", "0.2.0", 'nothing under "Added"')
    copy.unreleased("### News\n\n- Something.\n")
    copy.refuses("a group of another name", "0.2.0", 'a group "News"')
    copy.unreleased("### Fixed\n\n- A flaw.\n\n### Added\n\n- Something.\n")
    copy.refuses("no version", "v0.2", "is no semantic version")
    copy.refuses("a gap", "0.3.0", "after 0.1.0 comes one of 1.0.0, 0.2.0, 0.1.1")
    copy.refuses("news in a patch", "0.1.1", 'that is a minor release, not a patch one')
    copy.write("README.md", copy.read("README.md") + "x")
    copy.refuses("a change that is not committed", "0.2.0", "not committed")
    copy.git("checkout", "--", "README.md")
    copy.write("rules/column_dropped.c", copy.read("rules/column_dropped.c").replace('.since = "0.1.0"', '.since = "next"'))
    copy.commit()
    copy.refuses("a rule that nobody tells of", "0.2.0", "the rule column-dropped is new")


def check_second(copy):
    """Nothing says the old version any more, but what tells of the past."""
    copy.unreleased("### Added\n\n- `column-dropped` finds more.\n")
    done = copy.release("0.2.0")
    check("0.2.0", done.returncode == 0, done.stderr)
    same(json.loads(copy.read("tools/editors/vscode/package.json"))["version"], "0.2.0", "the extension's version")
    old = copy.run("git", "grep", "-lF", "0.1.0", "--", ":!rules", ":!CHANGELOG.md", ":!tools/bench.md", ":!testdata/release", ":!testdata/abi", ":!include")
    same(old.stdout, "", "what still says 0.1.0")


def main(root):
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(folder, root)
        check_first(copy)
        check_refused(copy)
        check_second(copy)
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
