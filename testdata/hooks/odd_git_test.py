#!/usr/bin/env python3
"""What git's settings and an odd environment do to a run: nothing: odd_git_test.py TIPTOE AS_NOBODY

A repository's own settings may name programs, and who sends it in whole has written them: none
of them is started.
"""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, same  # noqa: E402
from repository import UNSAFE, USERS, Repository  # noqa: E402

RUNS = (["check", "--since", "HEAD~1", "--format", "gcc", "db"], ["check", "--staged", "--format", "gcc"],
        ["check", "--since", "HEAD", "--format", "gcc", "db"])


def make(folder, name, programs):
    repository = Repository(os.path.join(folder, name), programs)
    repository.add("db/migrations/1.sql", USERS)
    repository.add("db/migrations/old.txt", "x\n")
    repository.git("commit", "-q", "-m", "first")
    repository.add("db/migrations/2.sql", UNSAFE)
    repository.git("commit", "-q", "-m", "second")
    repository.add("db/migrations/3.sql", UNSAFE.replace("users_email", "third"))
    repository.write("db/migrations/4.sql", UNSAFE.replace("users_email", "fourth"))
    repository.write("db/migrations/1.sql", USERS + "-- more\n")
    return repository


def answers(repository, **how):
    done = [repository.run("tiptoe", *words, **how) for words in RUNS]
    return [(each.returncode, each.stdout) for each in done], done


# --- programs in a repository's settings

def hostile_settings(canary):
    """Each would leave its name behind, where it is run."""
    def leaves(name, then="cat"):
        return f"touch '{canary}/{name}'; {then}"
    yield "core.fsmonitor", leaves("fsmonitor", "true")
    yield "core.pager", leaves("pager")
    yield "pager.diff", leaves("pager.diff")
    yield "core.editor", leaves("editor")
    yield "core.askPass", leaves("askpass")
    yield "core.sshCommand", leaves("ssh", "false")
    yield "core.gitProxy", leaves("proxy", "false")
    yield "core.alternateRefsCommand", leaves("alternates", "true")
    yield "credential.helper", "!" + leaves("credential", "true")
    yield "diff.external", leaves("external", "true")
    yield "diff.odd.command", leaves("driver", "true")
    yield "diff.odd.textconv", leaves("textconv")
    yield "diff.odd.cachetextconv", "true"
    yield "merge.odd.driver", leaves("merge", "true")
    yield "filter.odd.clean", leaves("clean")
    yield "filter.odd.smudge", leaves("smudge")
    yield "filter.odd.required", "true"
    yield "filter.other.process", leaves("process", "false")
    yield "gpg.program", leaves("gpg", "true")
    yield "log.showSignature", "true"
    yield "interactive.diffFilter", leaves("diffFilter")
    yield "alias.diff", "!" + leaves("alias")
    yield "alias.rev-parse", "!" + leaves("alias.rev-parse")
    yield "uploadpack.packObjectsHook", leaves("pack", "false")
    yield "remote.origin.url", "ssh://localhost/nowhere"
    yield "remote.origin.uploadpack", leaves("uploadpack", "false")
    yield "remote.origin.promisor", "true"
    yield "extensions.partialClone", "origin"
    yield "color.ui", "always"
    yield "color.diff", "always"
    yield "core.quotePath", "true"
    yield "diff.noprefix", "true"
    yield "diff.mnemonicPrefix", "true"
    yield "diff.renames", "copies"
    yield "diff.ignoreSubmodules", "none"
    yield "diff.orderFile", "/nonexistent"
    yield "status.relativePaths", "true"
    yield "core.untrackedCache", "true"
    yield "core.commitGraph", "false"


def check_settings(folder, programs):
    repository = make(folder, "settings", programs)
    wanted, done = answers(repository)
    check("an index is found each time", all(status == 1 and "2.sql:1" in text for status, text in wanted[:1]), done)
    canary = os.path.join(folder, "canary")
    os.mkdir(canary)
    # Stale times have git look into files, by the filters that they have.
    repository.write(".gitattributes", "*.sql diff=odd filter=odd merge=odd\n*.txt diff=odd filter=other\n")
    wanted, done = answers(repository)
    for name, value in hostile_settings(canary):
        if name not in ("diff.orderFile",):
            repository.git("config", name, value)
    hooks = os.path.join(repository.top, ".git/hooks")
    os.makedirs(hooks, exist_ok=True)
    for hook in ("post-index-change", "pre-commit", "fsmonitor-watchman", "reference-transaction", "query-watchman"):
        with open(os.path.join(hooks, hook), "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ntouch '{canary}/hook.{hook}'\n")
        os.chmod(os.path.join(hooks, hook), 0o755)
    for name in ("1.sql", "2.sql", "3.sql", "old.txt"):
        os.utime(os.path.join(repository.top, "db/migrations", name), (1e9, 1e9))
    now, done = answers(repository)
    same(os.listdir(canary), [], "programs that a repository's settings had started")
    same(now, wanted, "what is found in spite of settings")
    for words in (["check", "db"], ["init", "--hook"], ["init"], ["fix", "--diff", "db"], ["check", "--since", "no/such", "db"]):
        repository.run("tiptoe", *words)
        same(os.listdir(canary), [], f"programs that {words} had started")
    # It would have been seen.
    repository.git("diff", "--stat", "HEAD")
    check("the settings work", os.listdir(canary) != [])


# --- environments

def check_environments(folder, programs):
    repository = make(folder, "environments", programs)
    wanted, _ = answers(repository)
    check("something is found", [status for status, _ in wanted] == [1, 1, 1], wanted)
    top = repository.top
    for what, env in (
        ("GIT_DIR", {"GIT_DIR": ".git"}), ("an absolute GIT_DIR", {"GIT_DIR": f"{top}/.git"}),
        ("GIT_WORK_TREE", {"GIT_DIR": ".git", "GIT_WORK_TREE": top}), ("GIT_PREFIX", {"GIT_PREFIX": "db/"}),
        ("GIT_INDEX_FILE", {"GIT_INDEX_FILE": f"{top}/.git/index"}),
        ("GIT_EXTERNAL_DIFF", {"GIT_EXTERNAL_DIFF": "false"}), ("GIT_PAGER", {"GIT_PAGER": "false", "PAGER": "false"}),
        ("colour", {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "color.ui", "GIT_CONFIG_VALUE_0": "always"}),
        ("settings by parameters", {"GIT_CONFIG_PARAMETERS": "'core.quotepath'='true' 'diff.noprefix'='true'"}),
        ("traces", {"GIT_TRACE": "1", "GIT_TRACE2": "1", "GIT_CURL_VERBOSE": "1"}),
        ("pathspecs", {"GIT_LITERAL_PATHSPECS": "1"}), ("globs", {"GIT_NOGLOB_PATHSPECS": "1"}),
        ("no case", {"GIT_ICASE_PATHSPECS": "1"}), ("diff options", {"GIT_DIFF_OPTS": "-u0"}),
        ("Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}), ("no such locale", {"LC_ALL": "xx_YY.KOI8"}),
        ("another language", {"LANGUAGE": "de", "LC_MESSAGES": "de_DE.UTF-8"}),
        ("no home", {"HOME": "/nonexistent"}), ("an empty home", {"HOME": ""}), ("no TMPDIR", {"TMPDIR": "/nonexistent"}),
        ("terminals", {"TERM": "", "COLUMNS": "-1", "LINES": "x"}), ("dates", {"TZ": "Nowhere/At_All"}),
        ("allocators", {"MALLOC_PERTURB_": "165", "MALLOC_CHECK_": "3"}), ("a ceiling", {"GIT_CEILING_DIRECTORIES": "/"}),
    ):
        now, done = answers(repository, env=env)
        same(now, wanted, f"what is found with {what}")
    bare = {key: value for key, value in repository.env.items() if key in ("PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")}
    done = subprocess.run(["tiptoe", *RUNS[1]], cwd=top, env=bare, capture_output=True, text=True, check=False)
    same((done.returncode, done.stdout), wanted[1], "what is found with next to no environment")
    done = repository.run("tiptoe", *RUNS[1], env={"PATH": programs})
    check("without git", done.returncode == 2 and "needs git" in done.stderr, done)
    done = repository.run("tiptoe", *RUNS[1], env={"GIT_DIR": "/nonexistent"})
    check("a GIT_DIR that is none", done.returncode == 2 and "needs git" in done.stderr, done)


def check_names(folder, programs):
    """Names that git would quote, in a folder that begins and ends with blanks."""
    repository = Repository(os.path.join(folder, " odd folder\t"), programs)
    repository.add("db/migrations/1.sql", USERS)
    repository.git("commit", "-q", "-m", "x")
    names = ["ü.sql", '"q".sql', "a\nb.sql", "a\tb.sql", "-x.sql", ":(top)x.sql", "back\\slash.sql", " .sql", "x y .sql"]
    for n, name in enumerate(names):
        repository.write(f"db/migrations/{name}", UNSAFE.replace("users_email", f"i{n}"))
    repository.git("add", "-A")
    for words in (["--staged"], ["--since", "HEAD", "db"]):
        done = repository.run("tiptoe", "check", "--format", "gcc", *words)
        same(done.stdout.count("create-index-blocks-writes"), len(names), f"odd names with {words}: {done.stderr}")


def check_submodule(folder, programs):
    inner = make(folder, "inner", programs)
    outer = Repository(os.path.join(folder, "outer"), programs)
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.top, "sub")
    outer.git("commit", "-q", "-m", "x")
    sub = Repository(os.path.join(outer.top, "sub"))
    sub.env = outer.env
    done = sub.run("tiptoe", "init", "--hook")
    check("a submodule has a hook", done.returncode == 0, done)
    sub.add("db/migrations/5.sql", UNSAFE.replace("users_email", "fifth"))
    done = sub.commit()
    check("a submodule's commit is checked", done.returncode == 1 and "5.sql" in done.stdout + done.stderr, done)


def check_submodule_first(folder, programs):
    """Whose files come first says nothing of whose commit it is."""
    inner = Repository(os.path.join(folder, "inner first"), programs)
    inner.add("migrations/1.sql", USERS)
    inner.git("commit", "-q", "-m", "x")
    outer = Repository(os.path.join(folder, "outer of first"), programs)
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.top, "a")
    outer.add("b/migrations/1.sql", USERS)
    outer.git("commit", "-q", "-m", "x")
    sub = Repository(os.path.join(outer.top, "a"))
    sub.env = outer.env
    sub.add("migrations/2.sql", UNSAFE)
    outer.add("b/migrations/2.sql", UNSAFE)
    for option, choices in ((["--staged"], ([], ["a", "b"])), (["--since", "HEAD"], (["a", "b"],))):
        for names in choices:
            done = outer.run("tiptoe", "check", "--format", "gcc", *option, *names)
            same((done.returncode, [line.split(":")[0] for line in done.stdout.splitlines()]), (1, ["b/migrations/2.sql"]),
                 f"{option} {names}, where a submodule's files come first")
        for repository, name in ((outer, "a"), (inner, os.path.join(outer.top, "a"))):
            done = repository.run("tiptoe", "check", "--format", "gcc", *option, name)
            check(f"{option}, a submodule named by itself", done.returncode == 1 and "a/migrations/2.sql" in done.stdout, done)


def check_places(folder, programs, as_nobody):
    """Folders that are gone, that nobody may write to, and that belong to somebody else."""
    project = os.path.join(folder, "places")
    os.makedirs(os.path.join(project, "db"))
    with open(os.path.join(project, "db/1.sql"), "w", encoding="utf-8") as file:
        file.write(UNSAFE)
    env = {"PATH": programs + ":" + os.environ["PATH"]}
    gone = 'mkdir gone && cd gone && rmdir ../gone && exec tiptoe check --format gcc "$0"'
    done = subprocess.run(["sh", "-c", gone, os.path.join(project, "db")], cwd=project, env=env, capture_output=True, text=True)
    check("a folder that is gone", done.returncode == 1 and "1.sql:1" in done.stdout, done)
    done = subprocess.run(["sh", "-c", gone.replace('"$0"', ".")], cwd=project, env=env, capture_output=True, text=True)
    check("a folder that is gone, and named", done.returncode == 2 and done.stderr.startswith("tiptoe: "), done)
    os.chmod(project, 0o555)
    for words in (["init"], ["baseline", "db"], ["check", "-o", "x", "db"]):
        done = subprocess.run([as_nobody, "tiptoe", *words], cwd=project, env=env, capture_output=True, text=True)
        check(f"a folder that nobody may write to, {words}", done.returncode == 2 and "cannot write" in done.stderr, done)
    done = subprocess.run([as_nobody, "tiptoe", "check", "--format", "gcc", "db"], cwd=project, env=env, capture_output=True, text=True)
    check("a folder that nobody may write to", done.returncode == 1 and "1.sql:1" in done.stdout, done)
    os.chmod(project, 0o755)
    done = subprocess.run(["sh", "-c", "umask 777; tiptoe check --format json -o x.json db; tiptoe check --format json -o x.json db"],
                          cwd=project, env=env, capture_output=True, text=True)
    check("a umask that leaves nothing", done.returncode in (1, 2) and stat.S_IMODE(os.stat(f"{project}/x.json").st_mode) == 0, done)
    owned = make(folder, "owned", programs)
    if os.getuid() == 0:
        done = subprocess.run([as_nobody, "env", f"PATH={env['PATH']}", "tiptoe", *RUNS[1]], cwd=owned.top, capture_output=True, text=True)
        check("a repository of somebody else's", done.returncode == 2 and "git" in done.stderr, done)


def main(tiptoe, as_nobody):
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        os.chmod(folder, 0o755)
        programs = os.path.join(folder, "bin")
        os.mkdir(programs)
        shutil.copy(tiptoe, os.path.join(programs, "tiptoe"))
        shutil.copy(as_nobody, os.path.join(folder, "as-nobody"))
        check_settings(folder, programs)
        check_environments(folder, programs)
        check_names(folder, programs)
        check_submodule(folder, programs)
        check_submodule_first(folder, programs)
        check_places(folder, programs, os.path.join(folder, "as-nobody"))
    return finish()


sys.exit(main(*map(os.path.abspath, sys.argv[1:])))
