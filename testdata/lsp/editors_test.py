#!/usr/bin/env python3
"""Vim with ALE, and Emacs with eglot and flycheck, by the files that their users get:
editors_test.py TIPTOE EDITORS

What is not installed is skipped; exit status 77 when that is all.
"""
import os
import shutil
import subprocess
import sys
import tempfile

TEXT = "/* é😀 */ SELECT 1;\nCREATE INDEX i ON t (a);\n"
RULE = "create-index-blocks-writes"

VIM = """
set nocompatible runtimepath^={home}/.vim,/usr/share/vim-ale
let g:ale_linters_explicit = 1
let g:ale_linters = {{'sql': ['tiptoe']}}
filetype plugin on
runtime plugin/ale.vim
edit {file}
set filetype=sql
let n = 0
while n < 600 && empty(ale#engine#GetLoclist(bufnr('')))
  sleep 50m
  let n += 1
endwhile
call writefile(map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.lnum . " " . v:val.col . " " . v:val.code . " " . v:val.type'), '{out}')
qall!
"""
EGLOT = """
(setq eglot-sync-connect 60)
(require 'eglot)
(load "{snippet}" nil t)
(remove-hook 'sql-mode-hook #'eglot-ensure) ; it waits for a command
(find-file "{file}")
(sql-mode)
(apply #'eglot (eglot--guess-contact))
(let ((n 0))
  (while (and (< n 600) (null (flymake-diagnostics)))
    (flymake-start)
    (accept-process-output nil 0.05)
    (setq n (1+ n))))
(let ((found (mapcar (lambda (each) (format "%d-%d %s" (flymake-diagnostic-beg each) (flymake-diagnostic-end each)
                                            (flymake-diagnostic-text each)))
                     (flymake-diagnostics))))
  (with-temp-file "{out}" (insert (string-join found "\\n"))))
(ignore-errors (eglot-shutdown (eglot--current-server-or-lose)))
"""
FLYCHECK = """
(require 'flycheck)
(load "{snippet}" nil t)
(setq sql-mode-hook nil)
(find-file "{file}")
(sql-mode)
(flycheck-mode 1)
(flycheck-buffer)
(let ((n 0))
  (while (and (< n 600) (null flycheck-current-errors))
    (accept-process-output nil 0.05)
    (setq n (1+ n))))
(let ((found (mapcar (lambda (each) (format "%d %d %s %s" (flycheck-error-line each) (flycheck-error-column each)
                                            (flycheck-error-id each) (flycheck-error-level each)))
                     flycheck-current-errors)))
  (with-temp-file "{out}" (insert (string-join found "\\n"))))
"""


class Folder:
    """A home with a project in it."""

    def __init__(self, folder, tiptoe, editors):
        self.home, self.editors = folder, editors
        self.file, self.out = f"{folder}/db/2_i.sql", f"{folder}/out"
        os.makedirs(f"{folder}/bin")
        os.symlink(tiptoe, f"{folder}/bin/tiptoe")
        self.write("db/1_t.sql", "CREATE TABLE t (a int);\n")
        self.write("db/2_i.sql", TEXT)

    def write(self, name, text):
        os.makedirs(os.path.dirname(os.path.join(self.home, name)), exist_ok=True)
        with open(os.path.join(self.home, name), "w", encoding="utf-8") as file:
            file.write(text)
        return os.path.join(self.home, name)

    def seen(self, command):
        env = {key: os.environ[key] for key in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}
        env.update(HOME=self.home, PATH=f"{self.home}/bin:{os.environ['PATH']}", LC_ALL="C.UTF-8", TERM="dumb")
        done = subprocess.run(command, env=env, cwd=self.home, capture_output=True, text=True, errors="replace",
                              timeout=200, check=False, stdin=subprocess.DEVNULL)
        assert os.path.exists(self.out), done.stdout[-2000:] + done.stderr[-2000:]
        with open(self.out, encoding="utf-8") as file:
            return file.read()

    def emacs(self, script, snippet):
        path = self.write("test.el", script.format(snippet=snippet, file=self.file, out=self.out))
        return self.seen(["emacs", "--batch", "-f", "package-initialize", "-l", path])


def emacs_has(package):
    return shutil.which("emacs") and subprocess.run(
        ["emacs", "--batch", "-f", "package-initialize", "-l", package], capture_output=True, check=False).returncode == 0


def test_ale(folder):
    if not shutil.which("vim") or not os.path.isdir("/usr/share/vim-ale"):
        return "Debian's vim and vim-ale"
    os.makedirs(f"{folder.home}/.vim/ale_linters/sql")
    shutil.copy(f"{folder.editors}/ale.vim", f"{folder.home}/.vim/ale_linters/sql/tiptoe.vim")
    script = folder.write("test.vim", VIM.format(home=folder.home, file=folder.file, out=folder.out))
    seen = folder.seen(["vim", "-Nu", script, "-i", "NONE", "-n", "--not-a-term"])
    assert f"2 1 {RULE} E" in seen, seen
    return None


def test_eglot(folder):
    if not emacs_has("eglot"):
        return "Emacs with eglot"
    seen = folder.emacs(EGLOT, f"{folder.editors}/emacs.el")
    start = TEXT.index("CREATE") + 1
    assert f"{start}-{start + 23} " in seen and RULE in seen, seen
    return None


def test_flycheck(folder):
    if not emacs_has("flycheck"):
        return "Emacs with flycheck"
    seen = folder.emacs(FLYCHECK, f"{folder.editors}/emacs.el")
    assert f"2 1 {RULE} error" in seen, seen
    return None


def main():
    tiptoe, editors = map(os.path.abspath, sys.argv[1:3])
    passed = failed = 0
    for test in (test_ale, test_eglot, test_flycheck):
        with tempfile.TemporaryDirectory() as folder:
            try:
                missing = test(Folder(os.path.realpath(folder), tiptoe, editors))
                passed += not missing
                if missing:
                    print(f"skipped {test.__name__}: it wants {missing}")
            except AssertionError as error:
                failed += 1
                print(f"failed: {test.__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0 if passed else 77


if __name__ == "__main__":
    sys.exit(main())
