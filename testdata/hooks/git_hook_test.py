#!/usr/bin/env python3
"""Commits with git's own hook, as "tiptoe init --hook" writes it: git_hook_test.py TIPTOE"""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge, same  # noqa: E402
from repository import SAFE, UNSAFE, USERS, Repository  # noqa: E402


def hooked(folder, name, programs):
    repository = Repository(os.path.join(folder, name), programs)
    done = repository.run("tiptoe", "init", "--hook")
    same((done.returncode, done.stderr), (0, ""), f"{name}: init --hook")
    repository.add("db/migrations/1.sql", USERS)
    passes(repository, "the first commit")
    return repository


def passes(repository, what, *words, **how):
    done = repository.commit(*words, **how)
    check(f"{what} passes", done.returncode == 0, done.stdout + done.stderr)
    check(f"{what} passes in silence", "tiptoe" not in done.stderr and "findings" not in done.stdout, done)


def is_blocked(repository, what, *words, says="create-index-blocks-writes", **how):
    done = repository.commit(*words, **how)
    told = done.stdout + done.stderr
    check(f"{what} is blocked", done.returncode == 1 and says in told, told)


def check_commits(repository):
    repository.add("db/migrations/2.sql", SAFE)
    passes(repository, "what the history makes free")
    repository.add("README", "text\n")
    passes(repository, "no migration")
    repository.add("db/migrations/3 ü.sql", UNSAFE)
    is_blocked(repository, "an index")
    is_blocked(repository, "an index, with what to do now", says="tiptoe fix --since HEAD")
    is_blocked(repository, "an index, from below", below="db")
    is_blocked(repository, "a commit whose input is a pipe", given="text\n")
    passes(repository, "what is overridden", "--no-verify")
    repository.add("README", "more\n")
    passes(repository, "what came after an index")


def check_staged(repository):
    path = "db/migrations/2.sql"
    repository.add(path, UNSAFE)
    repository.write(path, SAFE)
    is_blocked(repository, "what is staged, though the disk is safe")
    repository.git("add", path)
    repository.write(path, UNSAFE)
    passes(repository, "what is staged, though the disk is not safe")
    is_blocked(repository, "commit -a", "-a")
    repository.add(path, UNSAFE)
    repository.add("db/migrations/3.sql", "SELECT 1;\n")
    passes(repository, "one file of two", "db/migrations/3.sql")
    judge(repository.has("db/migrations/3.sql"), "one file of two is committed")
    repository.git("checkout", "-q", "HEAD", "--", ".")
    # What it meets is the first file as it is staged, too.
    repository.write("db/migrations/1.sql", USERS.replace("varchar(20)", "text"))
    repository.add("db/migrations/4.sql", SAFE)
    passes(repository, "a history that the disk has otherwise")
    repository.git("checkout", "-q", "HEAD", "--", ".")
    repository.git("rm", "-q", "db/migrations/4.sql")
    passes(repository, "a file that goes")


def check_merge(repository):
    """What comes from the other side has passed there."""
    repository.git("checkout", "-q", "-b", "other")
    repository.add("db/migrations/5.sql", UNSAFE)
    repository.add("both", "a\n")
    repository.commit("--no-verify")
    repository.git("checkout", "-q", "main")
    repository.add("both", "b\n")
    passes(repository, "our side")
    repository.run("git", "merge", "other")
    repository.add("both", "c\n")
    passes(repository, "a merge")
    judge(repository.has("db/migrations/5.sql"), "the merge is committed")


def check_worktree(repository, folder):
    """There git tells its hooks by GIT_DIR whose they are."""
    top = os.path.join(folder, "linked")
    repository.git("worktree", "add", "-q", "-b", "linked", top)
    linked = Repository(top)
    linked.env = repository.env
    linked.add("db/migrations/6.sql", UNSAFE.replace("users_email", "again"))
    is_blocked(linked, "an index in a linked worktree")
    is_blocked(linked, "the same from below", below="db/migrations")
    done = linked.run("tiptoe", "init", "--hook", below="db")
    check("a linked worktree has its repository's hooks",
          done.returncode == 0 and f"{repository.top}/.git/hooks/pre-commit is there already" in done.stdout, done)


def check_since(repository):
    """What a hook's environment does to --since."""
    repository.add("db/migrations/7.sql", UNSAFE.replace("users_email", "seventh"))
    for what, env in (("GIT_DIR", {"GIT_DIR": ".git"}),
                      ("both", {"GIT_DIR": ".git", "GIT_WORK_TREE": "."}),
                      ("pathspecs", {"GIT_LITERAL_PATHSPECS": "1"}),
                      ("an index", {"GIT_INDEX_FILE": ".git/index"})):
        done = repository.run("tiptoe", "check", "--since", "HEAD", "--format", "gcc", "db/migrations", env=env)
        check(f"--since, with {what}", done.returncode == 1 and "7.sql:1" in done.stdout and "5.sql" not in done.stdout,
              done)
        done = repository.run("tiptoe", "check", "--staged", "--format", "gcc", env=env)
        check(f"--staged, with {what}", done.returncode == 1 and "7.sql:1" in done.stdout and "5.sql" not in done.stdout,
              done)
    repository.git("config", "diff.relative", "true")
    done = repository.run("tiptoe", "check", "--staged", "--format", "gcc", "migrations", below="db")
    check("--staged, with relative names", done.returncode == 1 and "7.sql:1" in done.stdout, done)
    done = repository.run("tiptoe", "check", "--staged", "--since", "HEAD")
    same(done.returncode, 2, "--staged and --since")


def check_shared(folder, repository):
    """Hooks of everything that someone works on are not ours to add to."""
    shared = os.path.join(folder, "everyone's hooks")
    os.mkdir(shared)
    env = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": shared}
    repository.git("config", "--unset", "core.hooksPath")
    done = repository.run("tiptoe", "init", "--hook", env=env)
    check("shared hooks", done.returncode == 2 and "may share" in done.stderr and not os.listdir(shared), done)
    repository.git("config", "core.hooksPath", "tools/our hooks")


def check_places(folder, programs, tiptoe):
    repository = Repository(os.path.join(folder, "places"), programs)
    repository.write("db/x", "")
    repository.git("config", "core.hooksPath", "tools/our hooks")
    os.mkdir(os.path.join(repository.top, "tools"))
    done = repository.run("tiptoe", "init", "--hook", below="db")
    hook = os.path.join(repository.top, "tools/our hooks/pre-commit")
    check("core.hooksPath", done.returncode == 0 and os.path.exists(hook), done)
    same(stat.S_IMODE(os.stat(hook).st_mode), 0o755, "the hook's mode")
    repository.add("query.sql", "ALTER TABLE users RENAME COLUMN a TO b;\n")
    passes(repository, "a repository without migrations")
    with open(hook, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\ntrue\n")
    done = repository.run("tiptoe", "init", "--hook")
    check("another's hook", done.returncode == 2 and "tiptoe check --staged --quiet || exit" in done.stderr, done)
    with open(hook, encoding="utf-8") as file:
        same(file.read(), "#!/bin/sh\ntrue\n", "another's hook is left alone")
    os.remove(hook)
    check_shared(folder, repository)
    plain = {"PATH": os.environ["PATH"]}
    copy = os.path.join(folder, "a copy")
    shutil.copy(tiptoe, copy)
    # npx runs it with a PATH that a later commit does not have.
    npms = os.path.join(folder, "node_modules/.bin")
    os.makedirs(npms)
    os.symlink(copy, os.path.join(npms, "tiptoe"))
    by_npx = {"PATH": f"{npms}:{os.environ['PATH']}"}
    same(repository.run(copy, "init", "--hook", env=by_npx).returncode, 0, "init --hook, not on the PATH")
    repository.add("db/migrations/2.sql", UNSAFE)
    is_blocked(repository, "what a program that is not on the PATH checks", env=plain)
    os.remove(copy)
    done = repository.commit(env=plain)
    check("a program that went", done.returncode != 0 and "install it" in done.stderr, done)
    repository.git("reset", "-q")
    repository.add("README", "no SQL\n")
    passes(repository, "what a program that went has nothing to say of", env=plain)
    nowhere = subprocess.run([tiptoe, "init", "--hook"], cwd=folder, env={**repository.env, "GIT_CEILING_DIRECTORIES": folder},
                             capture_output=True, text=True, check=False)
    check("no repository", nowhere.returncode == 2 and "a repository around" in nowhere.stderr, nowhere)


def main(tiptoe):
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        programs = os.path.join(folder, "bin")
        os.mkdir(programs)
        os.symlink(tiptoe, os.path.join(programs, "tiptoe"))
        check_commits(hooked(folder, "commits", programs))
        repository = hooked(folder, "staged", programs)
        check_staged(repository)
        check_merge(repository)
        check_worktree(repository, folder)
        check_since(repository)
        check_places(folder, programs, tiptoe)
    return finish()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
