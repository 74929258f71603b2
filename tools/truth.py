"""The measured cases of testdata/truth/, and what `tiptoe effects` says about each.

check-truth holds tiptoe against the stored outcomes, check-live against a running server.
"""
import json
import os
import re
import subprocess
import tempfile
from collections import Counter, OrderedDict

FACETS = ("fails", "sqlstate", "locks", "rewrites", "scans", "index_builds", "transaction_block")
NEWEST = 18  # of the versions that we are held to
VERSIONS = range(12, NEWEST + 1)


def read_cases(path):
    """The cases that an analyzer can know, in the order of the file."""
    with open(path, encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    # A text says why the whole case is left out, a list which facets of it are.
    return [case for case in cases if not isinstance(case.get("unscored"), str)]


def expected(case, outcome):
    """What an answer must say: of a statement that always fails, only that and how."""
    if outcome["fails"] == "always":
        return {"fails": "always", "sqlstate": outcome["sqlstate"]}
    left_out = case.get("unscored") or ()
    return {facet: outcome.get(facet) for facet in FACETS
            if facet not in left_out and (outcome.get(facet) is not None or facet == "fails")}


def predicted(statement):
    """The same facets, from a statement of `tiptoe effects --format json`."""
    fails = statement["fails"]
    return {
        "fails": fails["when"] if fails else None,
        "sqlstate": fails["sqlstate"] if fails else None,
        "locks": {each["relation"]: each["mode"] for each in statement["locks"]},
        "rewrites": sorted(each["relation"] for each in statement["rewrites"]),
        "scans": sorted(each["relation"] for each in statement["scans"]),
        "index_builds": sorted({each["table"].split(".")[-1] for each in statement["index_builds"]
                                if not each["new_table"]}),
        "transaction_block": statement["transaction_block"],
    }


def differences(want, got):
    return [facet for facet in want if "error" in got or got[facet] != want[facet]]


class Tiptoe:
    """The program under test."""

    def __init__(self, path):
        self.path = path
        self.parser = self.effects(["SELECT 1"], [], NEWEST)["parser_version"]

    def effects(self, setup, statements, version):
        """The whole answer for a file that sets up and a file with the statements."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("1_setup.sql", "2_statement.sql")]
            for path, texts in zip(paths, (setup, statements)):
                with open(path, "w", encoding="utf-8") as file:
                    file.writelines(text + ";\n" for text in texts)
            done = subprocess.run(
                [self.path, "effects", "--format", "json", "--pg-version", str(version), *paths],
                capture_output=True, text=True, timeout=120, check=False)
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise ValueError(f"exit {done.returncode}: {(done.stderr or done.stdout)[-2000:]!r}") from None

    def statement(self, case, version):
        """What it says of the case's statement."""
        answer = self.effects(case["setup"], case["before"] + [case["stmt"]], version)
        return answer["files"][-1]["statements"][-1]

    def predict(self, case, version):
        try:
            return predicted(self.statement(case, version))
        except (ValueError, LookupError) as error:
            return {"error": f"{type(error).__name__}: {error}"}


def spell_versions(versions):
    """[12, 13, 14, 17] as "12-14,17"."""
    parts = []
    for version in sorted(versions):
        if parts and version == parts[-1][1] + 1:
            parts[-1][1] = version
        else:
            parts.append([version, version])
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in parts)


def read_versions(text):
    versions = set()
    for part in text.split(","):
        low, _, high = part.partition("-")
        versions.update(range(int(low), int(high or low) + 1))
    return versions


class Known:
    """known.txt: the case-versions where we differ, and why. One line each:

    CASE VERSIONS WHY, with two or more spaces between them.
    """

    def __init__(self, path):
        self.path = path
        self.comments = []
        self.cases = OrderedDict()
        with open(path, encoding="utf-8") as file:
            for line in file.read().splitlines():
                if line.startswith("#") or not line:
                    self.comments.append(line)
                else:
                    case, versions, why = re.split(" {2,}", line, maxsplit=2)
                    self.cases[case] = (read_versions(versions), why)

    def has(self, case, version):
        return version in self.cases.get(case, (set(),))[0]

    def why(self, case):
        return self.cases.get(case, (None, "not looked at yet"))[1]

    def write(self, wrong):
        """Lists {case: versions} and nothing else; what was said of a case stays."""
        lines = self.comments + [
            f"{case:<52}  {spell_versions(versions):<8}  {self.why(case)}"
            for case, versions in wrong.items()]
        with open(self.path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        self.__init__(self.path)


class Score:
    """How many case-versions agree, over all and by family and facet."""

    def __init__(self):
        self.right = Counter()
        self.total = Counter()

    def add(self, family, want, bad):
        for name in ("exact", family):
            self.total[name] += 1
            self.right[name] += not bad
        for facet in want:
            self.total[facet] += 1
            self.right[facet] += facet not in bad

    def rows(self):
        """(name, right, total): families by name, then facets, then the whole."""
        families = sorted(set(self.total) - set(FACETS) - {"exact"})
        return [self.row(name) for name in (*families, *FACETS, "exact")]

    def row(self, name):
        return name, self.right[name], self.total[name]


def share(right, total):
    return f"{100 * right / total:.1f} %" if total else "-"
