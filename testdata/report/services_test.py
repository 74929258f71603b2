#!/usr/bin/env python3
"""Holds what services and editors read against what they take: services_test.py REPORT TIPTOE TESTDATA"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from judging import finish, judge, jsonschema, output, parsed, same, sql_files

GITLAB = jsonschema.Draft7Validator({
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {"type": "object", "required": ["begin"],
                              "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
})
# The attributes and children that all readers know, and that they need.
JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "system-out": (set(), set()),
}
GCC = re.compile(r"(.+?):(\d+):(\d+): (error|warning|note): (.*) \[.*\]")


def counted(document):
    return [each for each in document["findings"] if each["suppressed"] is None]


def check_gitlab(report, document, name):
    errors = list(GITLAB.iter_errors(report))
    judge(not errors, f"{name}: {errors[0].message if errors else ''}")
    same(len(report), len(counted(document)) + len(document["errors"]), f"{name}: issues")


def check_element(element, name):
    needed, children = JUNIT[element.tag]
    judge(needed <= set(element.attrib) <= needed | {"file"}, f"{name}: {element.tag} has {set(element.attrib)}")
    for child in element:
        judge(child.tag in children, f"{name}: {child.tag} in {element.tag}")
        check_element(child, name)
    if element.tag.startswith("testsuite"):
        for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            same(int(element.get(key)), len(element.findall(f".//{tag}")), f"{name}: {element.tag} {key}")


def check_junit(text, document, name):
    try:
        root = ET.fromstring(text.encode())
    except ET.ParseError as error:
        judge(False, f"{name}: {error}")
        return
    check_element(root, name)
    same(len(root), len(document["files"]) + len(document["errors"]), f"{name}: suites")
    failures = sum(each["severity"] != "notice" for each in counted(document))
    same(int(root.get("failures")), failures, f"{name}: failures")
    same(len(root.findall(".//system-out")), len(counted(document)) - failures, f"{name}: notices")


def check_gcc(text, document, name):
    lines = text.split("\n")[:-1]
    same(len(lines), len(counted(document)), f"{name}: lines")
    judge(all(GCC.fullmatch(line) for line in lines), f"{name}: a line that no compiler prints")


def without_code(text):
    """Lines outside of fences, which are closed by what opened them."""
    fence, lines = None, []
    for line in text.splitlines():
        run = re.match("`*", line)[0]
        if fence:
            fence = None if line == fence else fence
        elif len(run) >= 3:
            fence = run
        else:
            lines.append(line)
    judge(fence is None, "a fence is left open")
    return lines


def check_markdown(text, document, name):
    judge(len(text.encode()) <= 65536, f"{name}: a comment of {len(text.encode())} bytes")
    lines = without_code(text)
    same(sum(line.startswith("<details>") for line in lines), lines.count("</details>"), f"{name}: details")
    plain = "\n".join(lines)
    judge("@" not in plain and "](" not in plain and "://" not in plain, f"{name}: a mention or a link")
    tags = set(re.findall("<[^>]*>?", plain)) - {"<!-- tiptoe -->", "<details>", "</details>", "<summary>", "</summary>"}
    judge(not tags, f"{name}: tags {tags}")
    locks = next((at for at, line in enumerate(lines) if line.startswith("| where ")), len(lines))
    same([line.count("|") for line in lines[locks:] if line.startswith("|")],
         [7] * sum(line.startswith("|") for line in lines[locks:]), f"{name}: cells of locks")
    rows = [line for line in lines[:locks] if line.startswith("| ") and not line.startswith(("| line", "| file"))]
    judge(all(line.count("|") in (3, 5) for line in rows), f"{name}: a row with other cells")
    told = "counts only" in plain or len(rows) == len(counted(document))
    judge(told, f"{name}: {len(rows)} rows for {len(counted(document))} findings")
    judge("and what to write instead" in plain or "Too long" in plain or not any(
        each["detail"] for each in counted(document)), f"{name}: cut in silence")


def check(run, document, name):
    check_gitlab(parsed(*run("gitlab")), document, name)
    check_junit(output(*run("junit")), document, name)
    check_gcc(output(*run("gcc")), document, name)
    check_markdown(output(*run("markdown")), document, name)


def check_invented(report):
    for name in output(report).split():
        if name != "huge":
            check(lambda form, name=name: (report, name, form), parsed(report, name, "json"), name)
    comment = output(report, "huge", "markdown")
    judge(20000 < len(comment) <= 65536 and "100000 errors in 1000 files" in comment, "the comment on many files")
    same(len(ET.fromstring(output(report, "huge", "junit").encode())), 1000, "suites of many files")
    huge = parsed(report, "huge", "gitlab")
    same(len({each["fingerprint"] for each in huge}), 100000, "fingerprints of like files in many folders")


def check_fingerprints(tiptoe):
    """Files of one name in two folders, as Prisma has them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, each, "migration.sql") for each in ("1_a", "2_b")]
        for path in paths:
            os.mkdir(os.path.dirname(path))
            with open(path, "w", encoding="utf-8") as file:
                file.write("ALTER TABLE users RENAME COLUMN a TO b;\n" * 2)
        issues = parsed(tiptoe, "--no-history", "--format", "gitlab", *paths)
        judge(len(issues) >= 4, "the renames are not found")
        same(len({each["fingerprint"] for each in issues}), len(issues), "fingerprints are unique")
        again = parsed(tiptoe, "--no-history", "--format", "gitlab", *paths)
        same(again, issues, "fingerprints stay")


def check_vim(report):
    """Vim's own format for gcc finds each place."""
    if not shutil.which("vim"):
        return
    document = parsed(report, "usual", "json")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "log"), "w", encoding="utf-8") as file:
            file.write(output(report, "usual", "gcc"))
        say = "map(getqflist(), 'join([bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type], \" \")')"
        subprocess.run(["vim", "-Nu", "NONE", "-es", "-c", r"set efm=%f:%l:%c:\ %t%*[^:]:\ %m", "-c", "cgetfile log",
                        "-c", f"call writefile({say}, 'out')", "-c", "qa!"],
                       cwd=folder, stdin=subprocess.DEVNULL, timeout=60, check=False)
        with open(os.path.join(folder, "out"), encoding="utf-8") as file:
            found = file.read().splitlines()
    same(found, [f"{each['path']} {each['start']['line']} {each['start']['column']} {each['severity'][0]}"
                 for each in document["findings"]], "Vim's quickfix list")


def main():
    report, tiptoe, testdata = sys.argv[1:]
    check_invented(report)
    check_fingerprints(tiptoe)
    check_vim(report)
    files = sql_files(testdata)
    check(lambda form: (tiptoe, "--format", form, *files), parsed(tiptoe, "--format", "json", *files), "all files")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
