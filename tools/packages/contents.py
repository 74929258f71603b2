"""What every package holds beside the program: manual pages, completions, licences."""
import json
import os
import re

from binary import environment, run, said_by

# Debian packages that parts of the program come from, with what names their licences where the system does not.
PARTS = (
    ("libpg_query, PostgreSQL's parser", "libpg-query-dev", ".deps/pg_query/copyright"),
    ("cJSON", "libcjson-dev", ".deps/cjson/LICENSE"),
    ("Expat", "libexpat1-dev", None),
    ("LibYAML", "libyaml-dev", None),
    ("the GNU C Library", "libc6-dev", None),
)
GNU_LICENCE = "/usr/share/common-licenses/LGPL-2.1"


def version_of(root):
    return re.search(r"^ +version: '(.*)'", read(os.path.join(root, "meson.build")), re.MULTILINE)[1]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def notices(root):
    """The licences of what is inside the program, as their owners want them passed on."""
    parts = ["The program tiptoe has parts of these in it. Its own source, with which it can be linked anew\n"
             "with another release of any of them, is what this release was built from: tools/release build.\n"]
    for title, package, ours in PARTS:
        path = os.path.join(root, ours) if ours else f"/usr/share/doc/{package}/copyright"
        if not os.path.exists(path):
            raise SystemExit(f"tiptoe: {path}, the licence of {title}, is not there")
        parts.append(f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{read(path).strip()}\n")
    return "\n".join(parts)


def installed_files(root, build, log):
    """Manual pages of programs, and completions: {where below /usr: the file}."""
    files = {}
    for built, place in json.loads(said_by("meson", "introspect", "--installed", build)).items():
        if re.match(r"/usr/share/(man/man[15]|bash-completion|zsh|fish)/", place):
            files[os.path.relpath(place, "/usr")] = built
    targets = [os.path.relpath(path, build) for path in files.values() if path.startswith(build + "/")]
    run(["ninja", "-C", build, *targets], log, env=environment(root))
    if not any(place.startswith("share/man/") for place in files):
        raise SystemExit("tiptoe: no manual pages were built; is scdoc installed?")
    return files
