"""A git repository for tests, whose commits run hooks, with nobody's settings but its own."""
import os
import subprocess

KEPT = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")
SETTINGS = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "LC_ALL": "C.UTF-8",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}

USERS = "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20));\n"
# It is free because of what 1.sql says: a longer varchar.
SAFE = "SET lock_timeout = '1s';\nALTER TABLE users ALTER COLUMN email TYPE varchar(40);\n"
UNSAFE = "CREATE INDEX users_email ON users (email);\n"


class Repository:
    """`top` is its folder; `programs` stand first on the PATH."""

    def __init__(self, top, programs=None):
        self.top = top
        self.env = {key: os.environ[key] for key in KEPT if key in os.environ}
        self.env.update(SETTINGS, HOME=os.path.dirname(top))
        if programs:
            self.env["PATH"] = programs + ":" + self.env["PATH"]
        os.makedirs(top, exist_ok=True)
        if not os.path.exists(os.path.join(top, ".git")):
            self.git("init", "-q", "-b", "main")

    def run(self, *command, below="", env=None, given=""):
        return subprocess.run(command, cwd=os.path.join(self.top, below), env={**self.env, **(env or {})},
                              input=given, capture_output=True, text=True, timeout=300, check=False)

    def git(self, *words, **how):
        done = self.run("git", *words, **how)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def write(self, path, text):
        full = os.path.join(self.top, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def add(self, path, text):
        self.write(path, text)
        self.git("add", "-A", "--", path)

    def commit(self, *words, **how):
        """What became of a commit that hooks may refuse."""
        return self.run("git", "commit", "-m", "x", *words, **how)

    def has(self, path):
        return self.run("git", "cat-file", "-e", f"HEAD:{path}").returncode == 0
