#!/usr/bin/env python3
"""Holds the manual pages against the program: each option, command, key and function has its place.

usage: man_test.py TIPTOE HEADER PAGE...
"""
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge  # noqa: E402
from install_test import declared  # noqa: E402


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def plain(page):
    """What stands on a page, without what makes it look well."""
    with open(page, encoding="utf-8") as file:
        text = re.sub(r"\\f[BIR]|\\&", "", file.read())
    return re.sub(r"\\(.)", r"\1", text)


def section(text, title):
    """From a heading to the next; the words of all that is of no command stand there, too."""
    return (re.search(rf"^\.SH {title}$(.*?)(?=^\.SH |\Z)", text, re.M | re.S) or [""])[0]


def check_program(tiptoe, text):
    commands = re.findall(r"^  ([a-z]+) ", told(tiptoe, "--help").partition("Commands:")[2], re.M)
    judge(len(commands) >= 10, f"commands: {commands}")
    listed = section(text, "COMMANDS")
    for command in commands:
        judge(re.search(rf"^{command}$", listed, re.M), f"command {command} is not on its page")
        place = section(text, f"OPTIONS OF {command.upper()}")
        for option in re.findall(r"^  (?:-., |    )(--[a-z-]+)", told(tiptoe, command, "--help"), re.M):
            common = option in ("--help", "--version")
            judge(common or re.search(rf"{option}(?![a-z-])", place), f"{command} {option} is not on its page")
    for number in "012":
        judge(re.search(rf"^{number}$", section(text, "EXIT STATUS"), re.M), f"exit status {number}")


def keys_of(schema, definitions):
    """The names that objects may have, but for those of rules."""
    for name, value in schema.get("properties", {}).items():
        yield name
        if name != "rules":
            yield from keys_of(value, definitions)
    if "items" in schema:
        yield from keys_of(schema["items"], definitions)


def check_keys(tiptoe, text):
    schema = json.loads(told(tiptoe, "config", "--schema"))
    keys = set(keys_of(schema, schema["$defs"])) - {"$schema"}
    judge({"pg_version", "match", "time_zone", "layout"} <= keys, f"keys: {keys}")
    for key in sorted(keys):
        judge(re.search(rf"^(\w+(\[\])?\.)?{key} \(", text, re.M), f"key {key} is not on its page")


def check_library(header, text):
    place = section(text, "FUNCTIONS")
    for name in declared(header):
        judge(re.search(rf"\b{name}[(\[]", place), f"{name} is not on its page")
    with open(header, encoding="utf-8") as file:
        for name in re.findall(r"^(?:struct|enum) (tt_\w+) \{", file.read(), re.M):
            judge(f" {name} {{" in section(text, "TYPES"), f"{name} is not on its page")


def main(tiptoe, header, *pages):
    text = {os.path.basename(page): plain(page) for page in pages}
    check_program(tiptoe, text["tiptoe.1"])
    check_keys(tiptoe, text["tiptoe.json.5"])
    check_library(header, text["libtiptoe.3"])
    for name, content in text.items():
        judge(not re.search(r"^@.*@$", content, re.M), f"{name}: a place was left unfilled")
    if not shutil.which("man"):
        print("skipped how pages look: there is no man")
        return finish()
    for page in pages:
        shown = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, timeout=60,
                               env={**os.environ, "MANPAGER": "cat", "LC_ALL": "C.UTF-8"})
        check(f"man {os.path.basename(page)}", shown.returncode == 0 and not shown.stderr and shown.stdout, shown.stderr)
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
