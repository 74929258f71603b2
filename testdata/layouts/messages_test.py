#!/usr/bin/env python3
"""What a server makes of statements that come in one message, and what tiptoe says of them.

    tools/pg-server run testdata/layouts/messages_test.py TIPTOE

Each case is sent as migration tools send it: whole, whole in a transaction, statement by
statement, so in a transaction, and as a pipeline. tiptoe is asked about the same text in a
folder of a tool that does so, and has to foresee the SQLSTATE of the first statement that is
refused, and the tables that are there in the end.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tools"))
from libpq import Refused, Session  # noqa: E402

SETUP = ["CREATE TABLE t (a int)", "CREATE TYPE mood AS ENUM ('sad')"]
INDEX = "CREATE INDEX CONCURRENTLY t_a ON t (a)"

CASES = [
    [INDEX],
    ["/* why */ " + INDEX],
    ["VACUUM t"],
    ["SELECT 1", INDEX],
    [INDEX, "SELECT 1"],
    ["SET lock_timeout = '1s'", INDEX],
    ["BEGIN", "SELECT 1", "COMMIT", INDEX],
    ["SELECT 1", "COMMIT", INDEX, "SELECT 2"],
    ["BEGIN", INDEX, "COMMIT"],
    ["SELECT 1", "VACUUM t"],
    ["SELECT 1", "REINDEX TABLE CONCURRENTLY t"],
    ["SELECT 1", "SAVEPOINT s"],
    ["BEGIN", "SAVEPOINT s", "ROLLBACK TO s", "COMMIT"],
    ["SET LOCAL lock_timeout = '2s'", "SELECT 1"],
    ["LOCK TABLE t", "SELECT 1"],
    ["CREATE TABLE b1 ()", "BEGIN", "CREATE TABLE b2 ()", "ROLLBACK", "CREATE TABLE b3 ()"],
    ["CREATE TABLE b1 ()", "COMMIT", "CREATE TABLE b2 ()", "ROLLBACK"],
    ["CREATE TABLE b1 ()", "ROLLBACK", "CREATE TABLE b2 ()"],
    ["ALTER TYPE mood ADD VALUE 'glad'", "SELECT 'glad'::mood"],
    ["CREATE TABLE t (a int)", "SELECT 1"],
]


def one_by_one(session, statements):
    for statement in statements:
        session.query(statement)


def whole(session, statements):
    session.query("; ".join(statements))


def wrapped(send):
    def run(session, statements):
        session.query("BEGIN")
        send(session, statements)
        session.query("COMMIT")
    return run


def pipeline(session, statements):
    session.pipeline(statements)


# How it is sent, the tool that sends it so, and what stands above the text for it.
WAYS = {
    "whole": (whole, "golang-migrate", ""),
    "whole, wrapped": (wrapped(whole), "sqlx", ""),
    "whole, opted out": (whole, "sqlx", "-- no-transaction\n"),
    "alone, wrapped": (wrapped(one_by_one), "goose", "-- +goose Up\n"),
    "alone, opted out": (one_by_one, "goose", "-- +goose NO TRANSACTION\n-- +goose Up\n"),
    "pipeline": (pipeline, "golang-migrate", ""),
}

# No tool that is known sends its newest release's files as a pipeline, so what is said of one
# message must do. What may differ there: a pipeline's first statement, and the first behind
# COMMIT, are in no block yet; LOCK TABLE has none up to PostgreSQL 17.
# Of statements that want a block and have none, tiptoe says nothing yet.
MAY_DIFFER = {
    "pipeline": {
        "; ".join([INDEX, "SELECT 1"]): None,
        "; ".join(["BEGIN", "SELECT 1", "COMMIT", INDEX]): None,
        "; ".join(["SELECT 1", "COMMIT", INDEX, "SELECT 2"]): None,
        "LOCK TABLE t; SELECT 1": "25P01",
    },
    "alone, opted out": {
        "SELECT 1; SAVEPOINT s": "25P01",
        "LOCK TABLE t; SELECT 1": "25P01",
    },
}


def tables_there(session):
    return [row[0] for row in session.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        "'public'::regnamespace ORDER BY relname")]


def ask_server(send, statements):
    """The SQLSTATE that it stops with, or None; the tables that are there then."""
    sqlstate = None
    with Session("messages") as session:
        session.query("DROP SCHEMA public CASCADE")
        session.query("CREATE SCHEMA public")
        one_by_one(session, SETUP)
        try:
            send(session, statements)
        except Refused as refused:
            sqlstate = refused.sqlstate
    with Session("messages") as session:
        return sqlstate, tables_there(session)


def run_tiptoe(tiptoe, command, *arguments):
    done = subprocess.run([tiptoe, command, "--format", "json", *arguments],
                          capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def ask_tiptoe(tiptoe, version, layout, head, statements):
    """The same; no tables where a statement fails, since it stops there."""
    with tempfile.TemporaryDirectory() as folder:
        for number, lines in ((1, SETUP), (2, statements)):
            path = os.path.join(folder, f"{number}_case.up.sql")
            with open(path, "w", encoding="utf-8") as file:
                file.write(head + "".join(line + ";\n" for line in lines))
        run = ["--layout", layout, "--pg-version", str(version), path]
        effects = run_tiptoe(tiptoe, "effects", *run)["files"][-1]["statements"]
        failing = [(each["start"]["offset"], each["fails"]["sqlstate"])
                   for each in effects if each["fails"]]
        check = run_tiptoe(tiptoe, "check", "--select", "refused-in-transaction-block", *run)
        failing += [(each["start"]["offset"], "25001") for each in check["findings"]]
        if failing:
            return min(failing)[1], None
        schema = run_tiptoe(tiptoe, "schema", *run)
        return None, sorted(table["name"].removeprefix("public.")
                            for table in schema["relations"])


def differences(tiptoe, version):
    for way, (send, layout, head) in WAYS.items():
        for statements in CASES:
            sqlstate, tables = ask_server(send, statements)
            said, said_tables = ask_tiptoe(tiptoe, version, layout, head, statements)
            text = "; ".join(statements)
            if said != sqlstate and MAY_DIFFER.get(way, {}).get(text, said) != sqlstate:
                yield f"{way}: {text}\n  server: {sqlstate}, tiptoe: {said}"
            elif said_tables is not None and sqlstate is None and said_tables != tables:
                yield f"{way}: {text}\n  server has {tables}, tiptoe {said_tables}"


def main():
    tiptoe = os.path.abspath(sys.argv[1])
    with Session("postgres") as session:
        session.query("CREATE DATABASE messages")
        version = int(session.query("SHOW server_version_num")[0][0]) // 10000
    found = list(differences(tiptoe, version))
    print("\n".join(found))
    print(f"{len(WAYS) * len(CASES)} cases on PostgreSQL {version}, {len(found)} differ")
    sys.exit(1 if found else 0)


main()
