"""A package for Debian and what comes from it."""
import datetime
import email.utils
import hashlib
import os
import shutil

from archive import packed
from binary import environment, run

MAINTAINER = "The tiptoe developers <tiptoe@packages.invalid>"
CONTROL = """\
Package: tiptoe
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Suggests: git
Section: database
Priority: optional
Description: static safety analyzer for PostgreSQL migrations
 tiptoe says what a migration would lock, rewrite or break, before anyone
 runs it, and what to write instead. It reads SQL with PostgreSQL's own
 parser, replays the migrations in memory without a database, and knows the
 folders of some thirty migration tools.
 .
 It can be run by hand, in git hooks, in continuous integration, and in
 editors as a language server.
"""
CHANGES = """\
tiptoe ({version}) unstable; urgency=medium

  * Release {upstream}; changelog.gz tells what it brings.

 -- {maintainer}  {date}
"""
# This package brings along what it needs, so that it is at home in every release; it is not Debian's own. A
# static program that can lie anywhere in memory is taken for a library, and the C library's licence, which is told in
# its own words, has an address that is no more.
OVERRIDES = """\
tiptoe: embedded-library expat [usr/bin/tiptoe]
tiptoe: embedded-library libyaml [usr/bin/tiptoe]
tiptoe: shared-library-lacks-prerequisites [usr/bin/tiptoe]
tiptoe: initial-upload-closes-no-bugs *
tiptoe: old-fsf-address-in-copyright-file
"""
COPYRIGHT = """\
This is tiptoe, made a Debian package by its own developers.

{licence}
{notices}
On Debian systems, the GNU Lesser General Public License is in
/usr/share/common-licenses/LGPL-2.1.
"""
# Where Debian's shells look.
COMPLETIONS = {"share/zsh/site-functions/": "share/zsh/vendor-completions/"}


def place_of(name):
    for ours, theirs in COMPLETIONS.items():
        name = name.replace(ours, theirs)
    return os.path.join("usr", name) + (".gz" if "/man/" in name else "")


def lay_out(tree, version, parts):
    upstream = version.rsplit("-", 1)[0]
    date = email.utils.format_datetime(datetime.datetime.fromtimestamp(parts.date, datetime.timezone.utc))
    files = {place_of(name): packed(data) if "/man/" in name else data for name, data in parts.files.items()}
    doc = "usr/share/doc/tiptoe/"
    files[doc + "copyright"] = COPYRIGHT.format(licence=parts.licence, notices=parts.notices).encode()
    files[doc + "changelog.gz"] = packed(parts.changelog.encode())
    changes = CHANGES.format(version=version, upstream=upstream, maintainer=MAINTAINER, date=date)
    files[doc + "changelog.Debian.gz"] = packed(changes.encode())
    files["usr/share/lintian/overrides/tiptoe"] = OVERRIDES.encode()
    size = sum(-(-len(data) // 1024) for data in files.values()) + 1
    files["DEBIAN/control"] = CONTROL.format(version=version, size=size, maintainer=MAINTAINER).encode()
    for name, data in files.items():
        path = os.path.join(tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        os.chmod(path, 0o755 if "/bin/" in name else 0o644)
    write_md5sums(tree, files)


def write_md5sums(tree, files):
    with open(os.path.join(tree, "DEBIAN/md5sums"), "w", encoding="ascii") as file:
        for name in sorted(files):
            if not name.startswith("DEBIAN/"):
                file.write(f"{hashlib.md5(files[name], usedforsecurity=False).hexdigest()}  {name}\n")


def write_deb(parts, dist, out, log):
    # A tilde sorts before the release itself, as a hyphen does in semantic versions.
    version = parts.version.replace("-", "~") + "-1"
    tree = os.path.join(out, "debian")
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree, version, parts)
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, os.path.join(dist, f"tiptoe_{version}_amd64.deb")],
        log, env={**environment(parts.root), "SOURCE_DATE_EPOCH": str(parts.date)})
