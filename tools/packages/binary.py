"""The program that a release ships: one static file, the same bytes wherever it is built."""
import os
import shutil
import subprocess
import sys


def said_by(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout.strip()


def release_date(root):
    """When the sources were what they are, as seconds since 1970: nothing of a build tells another date."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(said_by("git", "-c", "safe.directory=*", "log", "-1", "--format=%ct", cwd=root))


def environment(root):
    """What the build sees of who runs it and where: how to find programs, and little more."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": str(release_date(root)),
            "PYTHONDONTWRITEBYTECODE": "1"}


def run(command, log, **options):
    """Runs a command whose words only matter when it fails."""
    with open(log, "ab") as file:
        file.write(f"\n$ {' '.join(command)}\n".encode())
        file.flush()
        done = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False, **options)
    if done.returncode != 0:
        with open(log, encoding="utf-8", errors="replace") as file:
            sys.stderr.writelines(file.readlines()[-20:])
        sys.exit(f"tiptoe: this failed: {' '.join(command)}; the whole log is {log}")


def configure(root, build, env, log):
    deps = os.path.join(root, ".deps")
    # The sources' names are in assertions and in debug symbols: they begin at the checkout.
    maps = [f"-ffile-prefix-map={folder}=." for folder in (root, build, os.path.relpath(root, build))]
    run(["meson", "setup", build, root, "-Ddebug=true", "-Doptimization=3", "-Db_lto=true", "-Db_pie=true",
         "--prefer-static", "--default-library=static", "--prefix=/usr",
         f"--pkg-config-path={deps}/cjson:{deps}/pg_query",
         f"-Dc_args={maps}", f"-Dc_link_args={maps + ['-static-pie', '-Wl,--gc-sections']}"], log, env=env)


def build_binary(root, out):
    """Leaves the stripped program in OUT/build/release/tiptoe, and its symbols in tiptoe.debug; gives OUT/build."""
    build, log = os.path.join(out, "build"), os.path.join(out, "build.log")
    os.umask(0o022)
    shutil.rmtree(build, ignore_errors=True)
    os.makedirs(out, exist_ok=True)
    env = environment(root)
    run([os.path.join(root, "tools/setup"), "--release"], log)
    configure(root, build, env, log)
    run(["ninja", "-C", build, "tiptoe"], log, env=env)
    made = os.path.join(build, "release")
    os.mkdir(made)
    whole, binary, symbols = os.path.join(build, "tiptoe"), os.path.join(made, "tiptoe"), os.path.join(made, "tiptoe.debug")
    run(["objcopy", "--only-keep-debug", "--compress-debug-sections", whole, symbols], log)
    run(["objcopy", "--strip-all", "--remove-section=.comment", f"--add-gnu-debuglink={symbols}", whole, binary], log)
    must_stand_alone(binary)
    return build


def must_stand_alone(binary):
    """No interpreter and no library is asked for: it runs where there is nothing but a kernel."""
    headers = said_by("readelf", "--program-headers", "--dynamic", "--wide", binary)
    for needed in ("INTERP", "(NEEDED)"):
        if needed in headers:
            sys.exit(f"tiptoe: {binary} is not static: it has {needed}")
