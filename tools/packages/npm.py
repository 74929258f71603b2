"""Packages for npm: "tiptoe", which finds the program, and one with the program for each platform.

npm installs the one that fits, since the others are optional and name their platform. No script of
theirs runs while they are installed, and nothing is downloaded besides.
"""
import json
import os

from archive import write_tar_gz
from contents import read

DESCRIPTION = "Static safety analyzer for PostgreSQL migrations"
KEYWORDS = ["postgresql", "postgres", "migrations", "sql", "lint", "linter", "locks", "schema"]


def as_json(described):
    return (json.dumps(described, indent=2) + "\n").encode()


def write_npm(parts, dist):
    here = os.path.join(parts.root, "tools/packages/npm")
    common = {"version": parts.version, "license": "MIT"}
    licence = {"LICENSE": parts.licence.encode()}
    readme = read(os.path.join(here, "README.md")).encode()
    write_tar_gz(f"{dist}/tiptoe-{parts.version}.tgz", "package", {
        "package.json": as_json({
            "name": "tiptoe", **common, "description": DESCRIPTION, "keywords": KEYWORDS,
            "bin": {"tiptoe": "bin/tiptoe.js"}, "engines": {"node": ">=16"},
            "optionalDependencies": {"tiptoe-linux-x64": parts.version}}),
        "bin/tiptoe.js": read(os.path.join(here, "tiptoe.js")).encode(),
        "README.md": readme, **licence}, parts.date)
    write_tar_gz(f"{dist}/tiptoe-linux-x64-{parts.version}.tgz", "package", {
        "package.json": as_json({
            "name": "tiptoe-linux-x64", **common, "description": DESCRIPTION + ": the program for Linux on x86-64",
            "os": ["linux"], "cpu": ["x64"], "preferUnplugged": True}),
        "bin/tiptoe": parts.files["bin/tiptoe"],
        "README.md": b"The program of the package [tiptoe](https://www.npmjs.com/package/tiptoe), for Linux on x86-64.\n",
        "THIRD-PARTY-NOTICES": parts.all_notices.encode(), **licence}, parts.date)
