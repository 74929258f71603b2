#!/usr/bin/env python3
"""Holds the machine formats against their specifications: report_test.py REPORT TIPTOE TESTDATA

REPORT prints invented reports; TIPTOE is the program, run on every SQL file under TESTDATA.
"""
import json
import os
import re
import sys

from judging import finish, judge, jsonschema, output, parsed, sql_files

COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


def validator(testdata):
    with open(os.path.join(testdata, "report", "tiptoe.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def counted(document):
    """The findings that count."""
    return [each for each in document["findings"] if each["suppressed"] is None]


def check_json(schema, document, name):
    errors = list(schema.iter_errors(document))
    judge(not errors, f"{name}: {errors[0].json_path + ': ' + errors[0].message if errors else ''}")
    if errors:
        return
    for severity in ("error", "warning", "notice"):
        count = sum(each["severity"] == severity for each in counted(document))
        judge(count == document["summary"][severity], f"{name}: {severity} is not {count}")
    suppressed = len(document["findings"]) - len(counted(document))
    judge(suppressed == document["summary"]["suppressed"], f"{name}: not {suppressed} suppressed")
    for finding in document["findings"]:
        start, end = finding["start"], finding["end"]
        judge(start["offset"] <= end["offset"] and start["line"] <= end["line"], f"{name}: {start} {end}")


def check_schema_itself(schema, document):
    """A schema that lets everything pass would prove nothing."""
    for change in (
        {"more": 1}, {"schema_version": 2}, {"findings": [{}]}, {"summary": {}}, {"pg_version": 11},
        {"errors": [{"path": "x"}]},
    ):
        judge(not schema.is_valid({**document, **change}), f"the schema accepts {change}")


def decoded(text):
    for code, char in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def check_command(line, name):
    """One workflow command; returns its severity and what it says."""
    match = COMMAND.fullmatch(line)
    judge(match is not None, f"{name}: no workflow command: {line[:100]!r}")
    if not match:
        return "", {}, ""
    properties = dict(each.split("=", 1) for each in match[2].split(","))
    judge("title" in properties, f"{name}: without a title")
    if "col" in properties or "endColumn" in properties:
        judge(properties["line"] == properties["endLine"], f"{name}: columns on several lines")
        judge(int(properties["col"]) <= int(properties["endColumn"]), f"{name}: columns run back")
    return match[1], properties, decoded(match[3])


def check_github(text, document, name):
    commands = [check_command(line, name) for line in text.splitlines()]
    order = [severity for severity, _, _ in commands]
    judge(order == sorted(order, key=("error", "warning", "notice").index), f"{name}: order {order}")
    for severity in set(order):
        judge(order.count(severity) <= 10, f"{name}: {order.count(severity)} annotations: {severity}")
    places = [(at["file"], at["line"]) for _, at, _ in commands if "line" in at]
    judge(len(places) == len(set(places)), f"{name}: two annotations in one place")
    worst = {}
    for finding in counted(document):
        key = finding["path"], finding["start"]["line"]
        rank = ("notice", "warning", "error").index(finding["severity"])
        worst[key] = max(worst.get(key, 0), rank)
    for severity, rank, errors in (("error", 2, len(document["errors"])), ("warning", 1, 0), ("notice", 0, 0)):
        wanted = errors + sum(each == rank for each in worst.values())
        shown = sum("file" in at for each, at, _ in commands if each == severity)
        rest = [text for each, at, text in commands if each == severity and "file" not in at]
        judge(len(rest) == (wanted > 10), f"{name}: the rest of the {severity}s is told {len(rest)} times")
        judge(shown == (9 if wanted > 10 else wanted), f"{name}: {shown} of {wanted} {severity}s")
        judge(all(len(each) <= 4096 for each in rest), f"{name}: a list that the runner cuts")
    return commands


def check_more(commands):
    """The report "many": 41 places with errors, of which 9 are shown."""
    title, text = next((at["title"], text) for each, at, text in commands if each == "error" and "file" not in at)
    judge(decoded(title) == "tiptoe: 32 more errors", title)
    for path in ("1.sql", "2.sql"):
        judge(f"\n{path}: " in text, f"the last annotation does not name {path}")
    judge("3.sql" not in text, "the last annotation names a file without errors")


def check_annotation(annotation, name):
    needed = {"path", "start_line", "end_line", "annotation_level", "message"}
    judge(needed <= set(annotation), f"{name}: {needed - set(annotation)} is missing")
    known = needed | {"start_column", "end_column", "title", "raw_details"}
    judge(set(annotation) <= known, f"{name}: {set(annotation) - known} is unknown to GitHub")
    judge(annotation["annotation_level"] in ("failure", "warning", "notice"), f"{name}: its level")
    judge(len(annotation["title"]) <= 255, f"{name}: a title of {len(annotation['title'])}")
    for key in ("message", "raw_details"):
        size = len(annotation.get(key, "x").encode())
        judge(0 < size <= 65536, f"{name}: {size} bytes of {key}")
    columns = {"start_column", "end_column"} & set(annotation)
    one_line = annotation["start_line"] == annotation["end_line"]
    judge(len(columns) in (0, 2) and (one_line or not columns), f"{name}: columns {columns}")
    judge(1 <= annotation["start_line"] <= annotation["end_line"], f"{name}: its lines")


def check_checks(batches, document, name):
    judge(all(1 <= len(batch) <= 50 for batch in batches), f"{name}: a batch of the wrong size")
    annotations = [each for batch in batches for each in batch]
    wanted = len(counted(document)) + len(document["errors"])
    judge(len(annotations) == wanted, f"{name}: {len(annotations)} annotations for {wanted}")
    for annotation in annotations:
        check_annotation(annotation, name)


def check_invented(report, schema):
    names = output(report).split()
    for name in names:
        if name == "huge":
            continue
        document = parsed(report, name, "json")
        check_json(schema, document, name)
        commands = check_github(output(report, name, "github"), document, name)
        check_checks(parsed(report, name, "github-checks"), document, name)
        if name == "many":
            check_more(commands)
            check_schema_itself(schema, document)
    held = parsed(report, "suppressed", "json")
    judge(held["summary"]["suppressed"] == 2, "nothing is suppressed in the report of that name")
    judge("many" in names, "the report with many findings is gone")


def check_real(tiptoe, schema, testdata):
    files = sql_files(testdata)
    for path in files:
        check_json(schema, parsed(tiptoe, "check", "--format", "json", path), path)
    if files:
        document = parsed(tiptoe, "--format", "json", *files)
        check_json(schema, document, "all files")
        check_github(output(tiptoe, "--format", "github", *files), document, "all files")
        check_checks(parsed(tiptoe, "--format", "github-checks", *files), document, "all files")


def main():
    report, tiptoe, testdata = sys.argv[1:]
    schema = validator(testdata)
    check_invented(report, schema)
    check_real(tiptoe, schema, testdata)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
