#!/usr/bin/env python3
"""Holds the SARIF reporter against the official schema: sarif_test.py REPORT TIPTOE TESTDATA SCHEMA"""
import json
import os
import sys
import urllib.parse

from judging import finish, judge, jsonschema, output, parsed, same, sql_files

SKIPPED = 77
LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
KINDS = {"in-source": "inSource", "baseline": "external"}


def path_of(location):
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    judge(uri.isascii() and " " not in uri, f"no URI: {uri}")
    return urllib.parse.unquote(uri.removeprefix("file://"), errors="replace")


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def column_of(text, at):
    """The column that an editor shows, of a place in the JSON report."""
    line = text[:at["offset"]].rpartition(b"\n")[2]
    return utf16(line.decode().removeprefix("\ufeff")) + 1


def check_columns(region, finding, name):
    try:
        with open(finding["path"], "rb") as file:
            text = file.read()
        text.decode()
    except (OSError, UnicodeDecodeError):
        return
    for key in ("start", "end"):
        same(region[f"{key}Line"], finding[key]["line"], f"{name}: {key}Line")
        same(region[f"{key}Column"], column_of(text, finding[key]), f"{name}: {key}Column")


def check_fixes(fixes, finding, name):
    if not fixes:
        return
    same([each["description"]["text"] for each in fixes], [finding["fix"]], f"{name}: fix")
    (change,) = fixes[0]["artifactChanges"]
    same([each["insertedContent"]["text"] for each in change["replacements"]],
         [each["text"] for each in finding["edits"]], f"{name}: edits")
    for replacement, edit in zip(change["replacements"], finding["edits"]):
        check_columns(replacement["deletedRegion"], edit, name)


def check_result(run, result, finding, name):
    same(result["ruleId"], finding["rule"], f"{name}: rule")
    same(result["level"], LEVELS[finding["severity"]], f"{name}: level")
    if "ruleIndex" in result:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        same(rule["id"], result["ruleId"], f"{name}: ruleIndex")
        judge(len(rule["properties"]["tags"]) == 2, f"{name}: {rule['id']} has no tags")
    same(result["partialFingerprints"], {"tiptoe/v1": finding["fingerprint"]}, f"{name}: fingerprint")
    same(len(result.get("relatedLocations", [])), len(finding["related"]), f"{name}: related")
    held = finding["suppressed"]
    same([each["kind"] for each in result.get("suppressions", [])], [KINDS[held["kind"]]] if held else [],
         f"{name}: suppressions")
    check_columns(result["locations"][0]["physicalLocation"]["region"], finding, name)
    check_fixes(result.get("fixes", []), finding, name)


def check(schema, log, document, name):
    errors = list(schema.iter_errors(log))
    judge(not errors, f"{name}: {errors[0].json_path + ': ' + errors[0].message if errors else ''}")
    run = log["runs"][0]
    same(len(run["results"]), len(document["findings"]), f"{name}: results")
    for result, finding in zip(run["results"], document["findings"]):
        check_result(run, result, finding, name)
    same([path_of({"physicalLocation": {"artifactLocation": each["location"]}}) for each in run["artifacts"]],
         [each["path"].removeprefix("./").removeprefix("./") for each in document["files"]], f"{name}: artifacts")
    invocation = run["invocations"][0]
    told = invocation.get("toolExecutionNotifications", [])
    same([each["level"] for each in told], ["error"] * len(document["errors"]) + ["note"] * len(document["notes"]),
         f"{name}: notifications")
    same(invocation["executionSuccessful"], not document["errors"], f"{name}: executionSuccessful")


def check_invented(report, schema):
    names = output(report).split()
    for name in names:
        if name != "huge":
            check(schema, parsed(report, name, "sarif"), parsed(report, name, "json"), name)
    errors = parsed(report, "errors", "sarif")["runs"][0]["invocations"][0]
    same(len(errors["toolExecutionNotifications"]), 3, "errors and notes are told")
    held = [each["suppressions"] for each in parsed(report, "suppressed", "sarif")["runs"][0]["results"]
            if "suppressions" in each]
    judge(len(held) == 2 and all(each[0]["justification"] for each in held), f"held back: {held}")


def check_wide(report):
    """A byte order mark, characters of two bytes, three and four, and a byte that is none."""
    regions = [each["locations"][0]["physicalLocation"]["region"]
               for each in parsed(report, "wide", "sarif")["runs"][0]["results"]]
    same([(each["startColumn"], each["endColumn"]) for each in regions], [(1, 2), (3, 4), (5, 7), (9, 10)], "wide")
    gone = parsed(report, "related", "sarif")["runs"][0]["results"][0]["relatedLocations"][2]
    judge("startColumn" not in gone["physicalLocation"]["region"], "a column of a file that nobody has")


def check_injected(report):
    result = parsed(report, "injected", "sarif")["runs"][0]["results"][0]
    text = result["message"]["text"]
    judge("[a\\](1)" in text and "{{0}}" in text and "{x}" in text, f"links or placeholders in {text}")
    same(path_of(result["locations"][0]), "a b%20|`@me`<x>]]>\ufffd.sql", "the path")


def check_real(tiptoe, schema, testdata):
    """Where all findings are known as places in files that can be read."""
    files = [os.path.relpath(each) for each in sql_files(testdata)]
    document = parsed(tiptoe, "--format", "json", *files)
    check(schema, parsed(tiptoe, "--format", "sarif", *files), document, "all files")
    judge(len(document["findings"]) > 100, "hardly a finding in all files")


def main():
    report, tiptoe, testdata, schema = sys.argv[1:]
    if not os.path.exists(schema):
        print(f"{schema} is missing; tools/setup --test gets it")
        return SKIPPED
    with open(schema, encoding="utf-8") as file:
        schema = jsonschema.Draft4Validator(json.load(file))
    judge(not schema.is_valid({"version": "2.1.0", "runs": [{}]}), "the schema takes a run without a tool")
    check_invented(report, schema)
    check_wide(report)
    check_injected(report)
    check_real(tiptoe, schema, testdata)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
