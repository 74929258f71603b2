"""Cuts a release: checks that it can be one, and writes its version wherever a version stands."""
import datetime
import difflib
import os
import re
import subprocess
import sys

from binary import said_by
from contents import read, version_of

# What is only mended may come in a patch; what is taken away asks for a major one, or from 0.x a minor one.
GROUPS = {"Added": "minor", "Changed": "minor", "Deprecated": "minor", "Removed": "major", "Fixed": "patch", "Security": "patch"}
LEVELS = ["patch", "minor", "major"]
# Where the version stands, and how: each of these must be found.
PLACES = {
    "meson.build": ["  version: '{}'"],
    "README.md": ["tiptoe-{}.tgz", "tiptoe-linux-x64-{}.tgz", "tiptoe_{}-1_amd64.deb", "tiptoe-{}-linux-x64.tar.gz",
                  '"tiptoe@{}"', '"tiptoe": "{}"'],
    "tools/editors/README.md": ["tiptoe-{}.vsix"],
    "tools/editors/vscode/package.json": ['  "version": "{}"'],
    "tools/editors/zed/Cargo.toml": ['\nversion = "{}"'],
    "tools/editors/zed/extension.toml": ['\nversion = "{}"'],
    "tools/packages/default.nix": ['  version = "{}"'],
    "tools/packages/tiptoe.rb": ["/v{}.tar.gz"],
}
# What is new says "next" until it has a release.
NEXT = {"rules/*.c": ['.since = "{}"'], "rules/README.md": ["since tiptoe {}."]}


# Where tools/check-abi keeps a release's.
ABI = "testdata/abi"
SKIPPED = 77


class Refused(Exception):
    pass


def git(root, *words):
    return said_by("git", "-C", root, *words)


def number(version):
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?", version)
    if not found:
        raise Refused(f'"{version}" is no semantic version, as 1.2.3 or 1.2.3-rc.1')
    return tuple(int(found[i]) for i in (1, 2, 3))


def section(changelog):
    """What stands under Unreleased, and the last version below it."""
    found = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    if not found:
        raise Refused('CHANGELOG.md has no section "## [Unreleased]"')
    last = re.search(r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    return found[1].strip(), last[1] if last else None


def check_section(text):
    """Each group has a known name and entries; gives the groups."""
    parts = re.split(r"^### (.*)$", text, flags=re.MULTILINE)
    groups = dict(zip(parts[1::2], parts[2::2]))
    if not groups:
        raise Refused("CHANGELOG.md says nothing under Unreleased: there is nothing to release")
    for name, entries in groups.items():
        if name not in GROUPS:
            raise Refused(f'CHANGELOG.md has a group "{name}"; there are {", ".join(GROUPS)}')
        if not re.search(r"^- \S", entries, re.MULTILINE):
            raise Refused(f'CHANGELOG.md has nothing under "{name}" of Unreleased')
    return list(groups)


def check_step(version, last, groups):
    """One step from the last release, and large enough for what it brings."""
    if last is None:
        return
    before, after = number(last), number(version)
    steps = {"major": (before[0] + 1, 0, 0), "minor": (before[0], before[1] + 1, 0), "patch": (*before[:2], before[2] + 1)}
    if "-" in last and after == before and version != last:
        return
    taken = [name for name, step in steps.items() if step == after]
    if not taken:
        raise Refused(f"after {last} comes one of {', '.join('.'.join(map(str, step)) for step in steps.values())}, not {version}")
    for group in groups:
        level = "minor" if before[0] == 0 and GROUPS[group] == "major" else GROUPS[group]
        if LEVELS.index(taken[0]) < LEVELS.index(level):
            raise Refused(f'something is under "{group}" of Unreleased: that is a {level} release, not a {taken[0]} one')


def check_documented(root, text, last, files):
    """A rule that is new since the last release is told by its name; with the first, all are new."""
    if last is None:
        return
    for path in files:
        name = os.path.basename(path)[:-2].replace("_", "-")
        if path.endswith(".c") and '.since = "next"' in read(os.path.join(root, path)) and f"`{name}`" not in text:
            raise Refused(f"the rule {name} is new, and CHANGELOG.md does not tell of it under Unreleased")


def written(root, version):
    """What the release changes: {path: new text}."""
    old, changed = version_of(root), {}
    for path, shapes in PLACES.items():
        text = read(os.path.join(root, path))
        for shape in shapes:
            if shape.format(old) not in text:
                raise Refused(f"{path} does not say {shape.format(old).strip()}; tools/packages/version.py lists where versions stand")
            text = text.replace(shape.format(old), shape.format(version))
        changed[path] = text
    for pattern, shapes in NEXT.items():
        for path in git(root, "ls-files", pattern).splitlines():
            changed[path] = read(os.path.join(root, path))
            for shape in shapes:
                changed[path] = changed[path].replace(shape.format("next"), shape.format(version))
    return changed


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def planned(root, version):
    """The texts to write and the tag's message; Refused when it can't be a release."""
    number(version)
    if git(root, "status", "--porcelain"):
        raise Refused("there are changes that are not committed; git status shows them")
    if git(root, "tag", "--list", f"v{version}"):
        raise Refused(f"v{version} has been released: it has a tag")
    changelog = read(os.path.join(root, "CHANGELOG.md"))
    text, last = section(changelog)
    check_step(version, last, check_section(text))
    check_documented(root, text, last, git(root, "ls-files", "rules/*.c").splitlines())
    changed = written(root, version)
    changed["CHANGELOG.md"] = changelog.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {today()}\n", 1)
    return {path: new for path, new in changed.items() if new != read(os.path.join(root, path))}, text


def show(root, changed):
    for path, new in sorted(changed.items()):
        sys.stdout.writelines(difflib.unified_diff(
            read(os.path.join(root, path)).splitlines(True), new.splitlines(True), path, path, n=1))


def tested(root):
    """That what is generated from the sources is what it was made into, and that all is documented."""
    for command in (["tools/tiptoe", "--version"], ["ninja", "-C", "build", "tiptoe", "testdata/check-rules"],
                    ["meson", "test", "-C", "build", "--no-rebuild", "--suite", "docs", "--suite", "rules"],
                    ["tools/check-abi"]):
        if subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, check=False).returncode not in (0, SKIPPED):
            raise Refused(f"this failed: {' '.join(command)}")


def cut(root, version, dry, with_tests):
    changed, notes = planned(root, version)
    if dry:
        show(root, changed)
        print(f"tiptoe: this would be committed, and tagged v{version}; nothing was changed")
        return
    for path, new in changed.items():
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(new)
    try:
        if with_tests:
            tested(root)
    except Refused:
        git(root, "checkout", "--", *changed)
        raise
    # Later libraries are held against this one's header.
    said_by(os.path.join(root, "tools/check-abi"), "--record")
    git(root, "add", "--", ABI)
    git(root, "commit", "--quiet", "--message", f"Release {version}", "--", *changed, ABI)
    git(root, "tag", "--annotate", f"v{version}", "--cleanup=verbatim", "--message", f"tiptoe {version}\n\n{notes}")
    print(f"tiptoe: v{version} is committed and tagged, and pushed nowhere. Next: tools/release build")
