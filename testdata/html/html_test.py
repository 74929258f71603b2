#!/usr/bin/env python3
"""Reads pages as a parser does: html_test.py TIPTOE REPORT TESTDATA"""
import html.parser
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge, output, parsed, same  # noqa: E402
from pages import GOOSE, HOSTILE, LANES, LONG, write  # noqa: E402

VOID = ("meta", "br", "img")
ATTRIBUTES = {"class", "role", "scope", "data-on", "colspan", "aria-label", "lang", "charset", "name", "content",
              "http-equiv"}


class Page(html.parser.HTMLParser):
    """`findings` are (severity, message, rule); `tables` are, by file, rows of texts of lanes."""

    def __init__(self, text, name):
        super().__init__()
        self.name, self.open, self.said, self.attributes, self.tags = name, [], [], set(), set()
        self.findings, self.tables, self.rows, self.heading = [], {}, [], ""
        self.feed(text)
        same(self.open, [], f"{name}: tags that are left open")
        self.text = "".join(self.said)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(attrs)
        kind = (attrs.get("class") or "").split(" ")
        if tag == "section":
            self.heading = ""
        elif tag == "article":
            self.findings.append([kind[1], "", ""])
        elif tag == "table":
            self.rows = []
            self.tables.setdefault(self.heading.strip(), []).append(self.rows)
        elif tag == "tr" and "thead" not in [each for each, _ in self.open] and "skipped" not in kind:
            self.rows.append([])
        if tag == "td" and "lane" in kind:
            self.rows[-1].append("")
        if tag not in VOID:
            self.open.append((tag, kind))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            judge(False, f"{self.name}: </{tag}> in {self.open}")
            return
        self.open.pop()

    def handle_data(self, data):
        self.said.append(data)
        tags = [tag for tag, _ in self.open]
        kinds = [each for _, kind in self.open for each in kind]
        if "h2" in tags:
            self.heading += data
        elif "h3" in tags and "severity" not in kinds:
            self.findings[-1][1] += data
        elif "rule" in kinds:
            self.findings[-1][2] += data
        elif "td" in tags and "lane" in kinds:
            self.rows[-1][-1] += data


def page_of(tiptoe, *paths):
    page = Page(output(tiptoe, "check", "--format", "html", *paths), str(paths))
    document = parsed(tiptoe, "check", "--format", "json", *paths)
    wanted = sorted((each["severity"], each["rule"], each["start"]["line"]) for each in document["findings"]
                    if not each["suppressed"])
    found = []
    for severity, _, rule in page.findings:
        name, line = rule.rsplit(", line ", 1)
        found.append((severity, name, int(line)))
    same(sorted(found), wanted, f"{paths}: findings")
    same(page.tags & {"script", "img", "link", "iframe", "a", "object"}, set(), f"{paths}: tags")
    judge(page.attributes <= ATTRIBUTES, f"{paths}: attributes {page.attributes - ATTRIBUTES}")
    return page, document


def check_lanes(tiptoe):
    page, _ = page_of(tiptoe, "m")
    for path, tables in LANES.items():
        same([[[cell.strip() for cell in row] for row in table] for table in page.tables[path]], tables, path)
    for text in ("COMMIT, by the migration tool", "2 statements that nobody waits for", "rewrites users: ",
                 "3_c.sql", "Nobody waits", "m/4_d.sql", "as PostgreSQL 15."):
        judge(text in page.text, f"the page does not say {text!r}")
    judge("m/1_a.sql" in page.text.split("Nobody waits")[1], "new tables are nobody's problem")
    judge("default-src 'none'" in output(tiptoe, "check", "--format", "html", "m"), "it may load nothing")


def check_hostile(tiptoe):
    page, document = page_of(tiptoe, "h")
    judge(len(page.findings) > 5, "hardly a finding")
    for text in ("' onmouseover='x", "document.title = 'forged'", LONG, "also locks t5: SHARE writes wait, until COMMIT",
                 "x" * 3000, "… and 22 more lines", "the file ends, without COMMIT"):
        judge(text in page.text, f"the page does not say {text[:60]!r}")
    judge("‮" not in page.text, "text that turns round")
    for each in document["findings"]:
        judge(each["rule"] in page.text, each["rule"])


def check_invented(report):
    for name in output(report).split():
        if name != "huge":
            page = Page(output(report, name, "html"), name)
            document = parsed(report, name, "json")
            same(len(page.findings), sum(not each["suppressed"] for each in document["findings"]), f"{name}: findings")
            check(f"{name}: errors", all(each["message"][:20] in page.text for each in document["errors"]
                                         if each["message"].isascii() and each["message"].isprintable()), page.text)


def main(tiptoe, report, testdata):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write(folder, {**GOOSE, **HOSTILE})
        check_lanes(tiptoe)
        check_hostile(tiptoe)
        check_invented(report)
        page, _ = page_of(tiptoe, testdata)
        judge(len(page.findings) > 500, "hardly a finding in all files")
        os.chdir("/")
    return finish()


if __name__ == "__main__":
    sys.exit(main(*(os.path.abspath(each) for each in sys.argv[1:])))
