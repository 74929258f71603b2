#!/usr/bin/env python3
"""The snippet for Neovim, with the real program: neovim_test.py TIPTOE SNIPPET

Skipped (exit status 77) where Neovim is not installed.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = "/* é😀 */ SELECT 1;\nCREATE INDEX i ON t (a);\n"


def run(tiptoe, snippet, folder):
    """What neovim.lua saw."""
    os.mkdir(os.path.join(folder, "bin"))
    os.symlink(tiptoe, os.path.join(folder, "bin", "tiptoe"))
    migrations = os.path.join(folder, "db ü")
    os.mkdir(migrations)
    for name, text in (("1_t.sql", "CREATE TABLE t (a int);\n"), ("2_i.sql", TEXT)):
        with open(os.path.join(migrations, name), "w", encoding="utf-8") as file:
            file.write(text)
    env = {key: os.environ[key] for key in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}
    env.update(HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder, XDG_CACHE_HOME=folder,
               PATH=f"{folder}/bin:{os.environ['PATH']}", SNIPPET=snippet, FILE=os.path.join(migrations, "2_i.sql"),
               RESULT=os.path.join(folder, "result.json"), LC_ALL="C.UTF-8")
    done = subprocess.run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {HERE}/neovim.lua"],
                          env=env, cwd=folder, capture_output=True, text=True, timeout=280, check=False,
                          stdin=subprocess.DEVNULL)
    with open(env["RESULT"], encoding="utf-8") as file:
        seen = json.load(file)
    assert "error" not in seen, f"{seen['error']}\n{done.stderr}"
    return seen


def check(seen):
    assert [1, 0, "create-index-blocks-writes", 1, "tiptoe"] in seen["diagnostics"], seen["diagnostics"]
    assert "SHARE" in seen["hover"] and "writes and schema changes wait" in seen["hover"], seen["hover"]
    assert seen["lenses"] == [[1, "SHARE on t · builds an index"]], seen["lenses"]
    assert seen["fixed"] == [TEXT.split("\n")[0], "CREATE INDEX CONCURRENTLY i ON t (a);"], seen["fixed"]
    assert all(each[2] != "create-index-blocks-writes" for each in seen["after_fix"]), seen["after_fix"]
    assert seen["ignored"][1:] == ["-- tiptoe:ignore create-index-blocks-writes: ", TEXT.split("\n")[1]], seen["ignored"]


def main():
    if not shutil.which("nvim"):
        print("skipped: nvim is not installed; tools/setup --test installs it")
        return 77
    tiptoe, snippet = map(os.path.abspath, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        check(run(tiptoe, snippet, os.path.realpath(folder)))
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
