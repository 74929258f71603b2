#!/usr/bin/env python3
"""Whatever is edited in whatever order, the server says what a fresh run does: history_test.py TIPTOE RULES [SEED]

Documents are opened, edited, closed; files are written, removed and renamed behind the editor's back.
After each step, the diagnostics of a document must be the findings of "tiptoe check" on a copy of the
folder that has the documents' texts in it. RULES is a folder with SQL of all kinds.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from client import Client, KEPT

STEPS = 60
STATEMENTS = """
CREATE TABLE {t} (id bigint PRIMARY KEY, {c} int, {d} text NOT NULL DEFAULT 'x');
CREATE TABLE IF NOT EXISTS {t} (id serial, {c} varchar(20) UNIQUE, CHECK ({c} <> ''));
CREATE TEMP TABLE {t} (id int) ON COMMIT DROP;
CREATE TABLE {u} (LIKE {t} INCLUDING ALL);
CREATE TABLE p_{t} (id int, {c} int) PARTITION BY RANGE (id);
CREATE TABLE p_{u} PARTITION OF p_{t} FOR VALUES FROM (1) TO (100);
ALTER TABLE p_{t} DETACH PARTITION p_{u};
DROP TABLE {t};
DROP TABLE IF EXISTS {t} CASCADE;
ALTER TABLE {t} RENAME TO {u};
ALTER TABLE {t} RENAME COLUMN {c} TO {d};
ALTER TABLE {t} ADD COLUMN {c} int;
ALTER TABLE {t} ADD COLUMN {c} mood DEFAULT 'sad';
ALTER TABLE {t} DROP COLUMN {c};
ALTER TABLE {t} ALTER COLUMN {c} TYPE varchar(40);
ALTER TABLE {t} ALTER COLUMN {c} TYPE bigint;
ALTER TABLE {t} ALTER COLUMN {c} SET NOT NULL;
ALTER TABLE {t} ADD CONSTRAINT {c}_check CHECK ({c} IS NOT NULL) NOT VALID;
ALTER TABLE {t} VALIDATE CONSTRAINT {c}_check;
ALTER TABLE {t} ADD FOREIGN KEY ({c}) REFERENCES {u} (id);
ALTER TABLE {t} ADD UNIQUE ({c});
ALTER TABLE {t} SET SCHEMA app;
CREATE SCHEMA app;
CREATE INDEX ON {t} ({c});
CREATE INDEX {t}_i ON {t} ({c});
CREATE INDEX CONCURRENTLY {t}_j ON {t} ({d});
DROP INDEX {t}_i;
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood ADD VALUE 'fine';
ALTER TYPE mood RENAME VALUE 'ok' TO 'well';
DROP TYPE mood;
CREATE VIEW v_{t} AS SELECT * FROM {t};
DROP VIEW v_{t};
CREATE MATERIALIZED VIEW m_{t} AS SELECT {c} FROM {t};
REFRESH MATERIALIZED VIEW m_{t};
CREATE SEQUENCE s_{t};
CREATE FUNCTION f_{t}() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 1';
CREATE TRIGGER g AFTER INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION f_{t}();
CREATE EXTENSION IF NOT EXISTS citext;
CREATE PUBLICATION pub_{t} FOR TABLE {t};
INSERT INTO {t} VALUES (1);
UPDATE {t} SET {c} = 1;
DELETE FROM {t} WHERE id = 1;
SET lock_timeout = '2s';
SET search_path = app, public;
SET LOCAL lock_timeout = '1s';
BEGIN;
COMMIT;
ROLLBACK;
SAVEPOINT s;
ROLLBACK TO s;
DO $$ BEGIN ALTER TABLE {t} ADD COLUMN {c} int; END $$;
ALTER TABLE {t} ADD COLUMN {c} int NOT NULL GENERATED ALWAYS AS (1) VIRTUAL;
SELECT count(*) FROM {t};
SELEC 1;
-- tiptoe:ignore column-renamed: it is fine
-- tiptoe:ignore-file lock-timeout-missing: none here
""".strip().split("\n")


class Project:
    """A folder with migrations, and the editor's idea of it."""

    def __init__(self, client, rng, corpus, shape):
        self.client, self.rng, self.corpus, self.shape = client, rng, corpus, shape
        self.open = {}  # name to text
        self.number = 10
        for _ in range(8):
            self.make_file()

    def names(self):
        return sorted(os.listdir(os.path.join(self.client.folder, "m")))

    def name(self, number):
        return f"{number:04}_x.sql"

    def statement(self):
        if self.rng.random() < 0.2:
            return self.rng.choice(self.corpus)
        text = self.rng.choice(STATEMENTS)
        t, u = self.rng.sample(("a", "b", "é"), 2)
        c, d = self.rng.sample(("x", "y", "z"), 2)
        return text.format(t=t, u=u, c=c, d=d) if "{" in text else text

    def content(self):
        lines = [self.statement() for _ in range(self.rng.randrange(1, 6))]
        if self.shape == "goose":
            lines = ["-- +goose Up", *lines, "-- +goose Down", self.statement()]
        return "\n".join(lines) + "\n"

    def disk(self, name, text=None):
        path = os.path.join("m", name)
        if text is not None:
            self.client.write(path, text)
            return text
        with open(os.path.join(self.client.folder, path), encoding="utf-8") as file:
            return file.read()

    def make_file(self):
        self.number += self.rng.choice((1, 2, -3))
        self.disk(self.name(abs(self.number)), self.content())

    # --- steps; each answers with the name of a document to look at, or None

    def step_open(self):
        name = self.rng.choice(self.names())
        if name not in self.open:
            self.open[name] = self.disk(name)
            self.client.open(f"m/{name}", self.open[name])
        return name

    def step_type(self):
        if not self.open:
            return None
        name = self.rng.choice(sorted(self.open))
        lines = self.open[name].split("\n")
        at = self.rng.randrange(len(lines))
        if self.rng.random() < 0.3 and at + 1 < len(lines):
            change = ((at, 0), (at + 1, 0), "")
            del lines[at]
        else:
            new = self.statement()
            change = ((at, 0), (at, 0), new + "\n")
            lines[at:at] = new.split("\n")
        self.open[name] = "\n".join(lines)
        self.client.change(f"m/{name}", change)
        return name

    def step_close(self):
        if len(self.open) < 2:
            return None
        name = self.rng.choice(sorted(self.open))
        self.client.close(f"m/{name}")
        del self.open[name]
        return None

    def step_save(self):
        if not self.open:
            return None
        name = self.rng.choice(sorted(self.open))
        self.disk(name, self.open[name])
        self.client.notify("textDocument/didSave", {"textDocument": {"uri": self.client.uri(f"m/{name}")}})
        return name

    def step_write(self):
        name = self.rng.choice(self.names())
        self.disk(name, self.content())
        return None

    def step_make(self):
        self.make_file()

    def step_remove(self):
        name = self.rng.choice(self.names())
        if name not in self.open:
            os.remove(os.path.join(self.client.folder, "m", name))

    def step_configure(self):
        settings = self.rng.choice(('{}', '{"pg_version": 12}', '{"pg_version": 18}', '{"presets": ["strict"]}',
                                    '{"lint_after": "0011"}', None))
        path = os.path.join(self.client.folder, ".tiptoe.json")
        if settings is None and os.path.exists(path):
            os.remove(path)
        elif settings:
            self.client.write(".tiptoe.json", settings)

    def settle(self, name):
        """What is said of the document once all that happened is known."""
        self.client.pending.clear()
        text = self.open[name]
        last = len(text.split("\n")) - 1
        return self.client.change(f"m/{name}", ((last, 10**6), (last, 10**6), ""))

    def fresh(self, name):
        with tempfile.TemporaryDirectory() as copy:
            folder = os.path.join(copy, "x")
            shutil.copytree(self.client.folder, folder)
            for each, text in self.open.items():
                with open(os.path.join(folder, "m", each), "wb") as file:
                    file.write(text.encode())
            done = subprocess.run(
                [self.client.tiptoe, "check", "--format", "json", os.path.join(folder, "m", name)], check=False,
                capture_output=True, env={key: os.environ[key] for key in KEPT if key in os.environ})
            assert done.returncode in (0, 1), done.stderr
            found = json.loads(done.stdout)["findings"]
        return [brief(each["start"]["line"] - 1, each["start"]["column"] - 1, each["rule"], each["message"])
                for each in found if not each["suppressed"]]


def brief(line, column, rule, message):
    return (line, column, rule, re.sub(r"\S*/m/", "", message))


def told(diagnostics):
    return [brief(each["range"]["start"]["line"], each["range"]["start"]["character"], each["code"],
                  each["message"].split("\n")[0]) for each in diagnostics]


def read_corpus(folder):
    """Statements of a few lines at most."""
    found = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".sql"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                parts = [part.strip() + ";" for part in file.read().split(";\n")]
            # Whose a file is shows only once it is saved.
            found += [part for part in parts if len(part) < 300 and "\\" not in part and "+goose" not in part]
    return found


def run(tiptoe, corpus, seed):
    """How many comparisons were made."""
    rng = random.Random(seed)
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        client = Client(tiptoe, os.path.realpath(folder))
        client.tiptoe = tiptoe
        client.start(encodings=["utf-8"])
        project = Project(client, rng, corpus, rng.choice(("goose", "plain")))
        steps = {project.step_type: 12, project.step_open: 3, project.step_close: 1, project.step_save: 1,
                 project.step_write: 2, project.step_make: 2, project.step_remove: 1, project.step_configure: 1}
        for number in range(STEPS):
            step = rng.choices(list(steps), list(steps.values()))[0]
            name = step() or (rng.choice(sorted(project.open)) if project.open else None)
            if name:
                got, wanted = told(project.settle(name)), project.fresh(name)
                assert got == wanted, "\n".join([
                    f"seed {seed}, step {number} ({step.__name__}), {name}:", project.open[name],
                    f"server: {[each for each in got if each not in wanted]}",
                    f"fresh:  {[each for each in wanted if each not in got]}", f"in another order: {sorted(got) == sorted(wanted)}"])
                compared += len(wanted) > 0
        assert client.stop() == 0, client.errors()
        client.kill()
    return compared


def main():
    tiptoe = os.path.abspath(sys.argv[1])
    corpus = read_corpus(sys.argv[2])
    assert len(corpus) > 100, f"{sys.argv[2]} holds too little SQL"
    seeds = [int(sys.argv[3])] if len(sys.argv) > 3 else range(6)
    passed = failed = 0
    for seed in seeds:
        try:
            assert run(tiptoe, corpus, seed) > STEPS // 4, "hardly anything was found: what was compared?"
            passed += 1
        except AssertionError as error:
            failed += 1
            print(f"failed: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
