#!/usr/bin/env python3
"""Installs into an empty folder, and uses what is there as others would.

usage: install_test.py BUILD FILE...      what must be there, besides the library
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../report"))
from judging import check, finish, judge, same  # noqa: E402

EXAMPLE = os.path.join(HERE, "../../tools/examples/check.c")
FILES = {
    "1.sql": "CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));\n",
    "2.sql": "ALTER TABLE orders ALTER note TYPE varchar(40);\nCREATE INDEX ON orders (note);\n",
}
TOLD = """\
2.sql:1:1: notice: no lock_timeout ends the wait for this lock on "orders" [lock-timeout-missing]
2.sql:2:1: error: building index "orders_note_idx" blocks writes to "orders" [create-index-blocks-writes]
"""
# Meson names the build's own library there.
ALONE = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, **more)
    return done.returncode, done.stdout, done.stderr


def must(*command, **more):
    code, out, err = run(*command, **more)
    check(f"{' '.join(command)}: exit {code}", code == 0, out + err)
    return out


def installed(build, stage):
    """Where the prefix begins, after it was moved to another place than it was installed for."""
    must("meson", "install", "-C", build, "--no-rebuild", "--destdir", stage)
    programs = [folder for folder, _, names in os.walk(stage) if "tiptoe" in names and folder.endswith("/bin")]
    same(len(programs), 1, "folders with the program")
    prefix = os.path.join(stage, "moved")
    os.rename(os.path.dirname(programs[0]), prefix)
    return prefix


def folder_of(prefix, name):
    folders = [folder for folder, _, names in os.walk(prefix) if name in names]
    same(len(folders), 1, f"folders that hold {name}")
    return folders[0]


def declared(header):
    """The functions and variables of a header."""
    with open(header, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/|^\s*#.*?$", "", file.read(), flags=re.S | re.M)
    text = re.sub(r"\btypedef\b[^;]*;", "", text)
    return sorted(set(re.findall(r"\b(tt_\w+)\(", text) + re.findall(r"^extern [^;]*\b(tt_\w+)\[\];", text, re.M)))


def defined(*command):
    """Names that others can link with, but for that of the version itself."""
    names = [line.split()[1:] for line in must("nm", "--defined-only", *command).splitlines() if len(line.split()) == 3]
    return sorted(name.split("@")[0] for kind, name in names if kind != "A")


def check_symbols(prefix, libraries):
    wanted = declared(os.path.join(prefix, "include/tiptoe.h"))
    check("the header declares functions", len(wanted) > 10, wanted)
    same(defined("-D", os.path.join(libraries, "libtiptoe.so")), wanted, "names in the shared library")
    archive = os.path.join(libraries, "libtiptoe.a")
    if os.path.exists(archive):
        same(defined("-g", archive), wanted, "names in the static library")
    told = must("readelf", "-d", os.path.join(libraries, "libtiptoe.so"))
    same(re.findall(r"SONAME.*\[(.*)\]", told), ["libtiptoe.so.0"], "soname")
    check("no path is built in", not re.search(r"R(UN)?PATH|TEXTREL", told), told)


def flags(libraries, *options):
    path = os.path.join(libraries, "pkgconfig")
    environment = {**os.environ, "PKG_CONFIG_PATH": path + ":" + os.environ.get("PKG_CONFIG_PATH", "")}
    return must("pkg-config", *options, "--cflags", "--libs", "tiptoe", env=environment).split()


def check_example(what, folder, environment, *command):
    must(*command)
    program = os.path.join(folder, "check")
    for name, text in FILES.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    same(run(program, *FILES, cwd=folder, env=environment), (1, TOLD, ""), f"the example, {what}")


def main(build, *files):
    with tempfile.TemporaryDirectory() as stage:
        prefix = installed(build, stage)
        libraries = folder_of(prefix, "libtiptoe.so.0")
        same(run(os.path.join(prefix, "bin/tiptoe"), "--version")[0], 0, "the program: exit")
        check_symbols(prefix, libraries)
        for name in files:
            judge(os.path.exists(os.path.join(prefix, name)), f"{name} is not installed")
        program = os.path.join(stage, "check")
        strict = ["-std=c11", "-pedantic", "-Wall", "-Wextra", "-Werror", "-o", program]
        shared = {**ALONE, "LD_LIBRARY_PATH": libraries}
        check_example("shared", stage, shared, "cc", *strict, EXAMPLE, *flags(libraries))
        check("it uses the library that was installed", libraries + "/libtiptoe.so.0" in must("ldd", program, env=shared))
        if not os.path.exists(os.path.join(libraries, "libtiptoe.a")):
            print("skipped the static library: it needs an archive of libpg_query, and objcopy")
            return finish()
        # With the shared one gone, the linker has but the static one to take.
        for name in os.listdir(libraries):
            if ".so" in name:
                os.remove(os.path.join(libraries, name))
        check_example("static", stage, ALONE, "cc", *strict, EXAMPLE, *flags(libraries, "--static"))
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
