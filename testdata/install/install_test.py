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

EXAMPLES = os.path.join(HERE, "../../tools/examples")
FILES = {
    "1_orders.sql": "CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));\n",
    "2_index.sql": "ALTER TABLE orders ALTER note TYPE varchar(40);\nCREATE INDEX ON orders (note);\n",
}
# Each example, checking the second file behind the first.
TOLD_IN_C = """\
2_index.sql:1: ALTER TABLE takes AccessExclusiveLock on public.orders
2_index.sql:2: CREATE INDEX takes ShareLock on public.orders
2_index.sql:2: error: building index "orders_note_idx" blocks writes to "orders" [create-index-blocks-writes]
"""
TOLD_IN_PYTHON = """\
1: no lock_timeout ends the wait for this lock on "orders" [lock-timeout-missing]
2: building index "orders_note_idx" blocks writes to "orders" [create-index-blocks-writes]
"""
CPP = """\
#include <iostream>
#include <string>
#include <tiptoe.h>
static void on_finding(const tt_finding *found, void *)
{
    std::cout << std::string(found->rule.ptr, found->rule.len) << "\\n";
}
int main()
{
    tt_options options = tt_options();
    options.pg_version = 17;
    tt_linter *linter = tt_linter_create(&options, nullptr);
    tt_session *session = tt_session_create(linter);
    std::string sql = "DROP TABLE t;";
    tt_session_check_text(session, {"t.sql", 5}, {sql.data(), sql.size()}, on_finding, nullptr);
    tt_session_destroy(session);
    tt_linter_destroy(linter);
}
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


def check_c(what, folder, environment, flags_of):
    program = os.path.join(folder, "check")
    source = os.path.join(EXAMPLES, "check.c")
    must("cc", "-std=c11", "-pedantic", "-Wall", "-Wextra", "-Werror", "-o", program,
         source, *flags_of)
    same(run(program, "2_index.sql", cwd=folder, env=environment), (1, TOLD_IN_C, ""), f"the example in C, {what}")
    code, out, err = run(program, "nowhere.sql", cwd=folder, env=environment)
    check("a file that is not there", code == 1 and not out and "nowhere.sql: " in err, out + err)
    return program


def check_python(folder, environment):
    told = run(sys.executable, os.path.join(EXAMPLES, "check.py"), "1_orders.sql", cwd=folder, env=environment,
               input=FILES["2_index.sql"])
    same(told, (0, TOLD_IN_PYTHON, ""), "the example in Python")


def check_cpp(folder, environment, flags_of):
    """A program in C++ that fills in options, as old as the header lets it be."""
    source = os.path.join(folder, "use.cpp")
    with open(source, "w", encoding="utf-8") as file:
        file.write(CPP)
    must("c++", "-std=c++11", "-pedantic", "-Wall", "-Wextra", "-Werror", "-o", source[:-4], source, *flags_of)
    same(run(source[:-4], env=environment), (0, "table-dropped\n", ""), "the program in C++")


def main(build, *files):
    with tempfile.TemporaryDirectory() as stage:
        prefix = installed(build, stage)
        libraries = folder_of(prefix, "libtiptoe.so.0")
        same(run(os.path.join(prefix, "bin/tiptoe"), "--version")[0], 0, "the program: exit")
        check_symbols(prefix, libraries)
        for name in files:
            judge(os.path.exists(os.path.join(prefix, name)), f"{name} is not installed")
        for name, text in FILES.items():
            with open(os.path.join(stage, name), "w", encoding="utf-8") as file:
                file.write(text)
        shared = {**ALONE, "LD_LIBRARY_PATH": libraries}
        program = check_c("shared", stage, shared, flags(libraries))
        check("it uses the library that was installed", libraries + "/libtiptoe.so.0" in must("ldd", program, env=shared))
        check_python(stage, shared)
        check_cpp(stage, shared, flags(libraries))
        if not os.path.exists(os.path.join(libraries, "libtiptoe.a")):
            print("skipped the static library: it needs an archive of libpg_query, and objcopy")
            return finish()
        # With the shared one gone, the linker has but the static one to take.
        for name in os.listdir(libraries):
            if ".so" in name:
                os.remove(os.path.join(libraries, name))
        check_c("static", stage, ALONE, flags(libraries, "--static"))
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
