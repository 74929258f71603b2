#!/usr/bin/env python3
"""What rules say, word for word: hints_test.py TIPTOE

Each case is a history, a migration after it, and what is said of the migration: the
rule's id, then a part of its message, detail or hint. A hint must be SQL that
PostgreSQL takes after the history, and keep all that the statement said.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

CASES = []


def case(history, migration, rule, *parts, options=(), lacks=(), grammar=15):
    CASES.append((history, migration, rule, parts, options, lacks, grammar))


# --- CHECK ---------------------------------------------------------------------------
T = "CREATE TABLE t (a int, c int, k text);"
case(T, "ALTER TABLE t ADD CONSTRAINT check_total CHECK (c > 0);", "check-scans-table",
     "ALTER TABLE t ADD CONSTRAINT check_total CHECK (c > 0) NOT VALID;")
case(T, "ALTER TABLE t ADD d int CHECK (d < 100) NOT NULL DEFAULT 5;", "check-scans-table",
     "ALTER TABLE t ADD d int NOT NULL DEFAULT 5;\n"
     "ALTER TABLE t ADD CONSTRAINT t_d_check CHECK (d < 100) NOT VALID;\n"
     "ALTER TABLE t VALIDATE CONSTRAINT t_d_check;")
case(T, "ALTER TABLE t ADD CHECK (c > 0) NO INHERIT;", "check-scans-table",
     "ADD CONSTRAINT t_c_check CHECK (c > 0) NO INHERIT NOT VALID;")
case(T, "ALTER TABLE t ADD CONSTRAINT \"Check\" /* check */ CHECK (c > 0);", "check-scans-table",
     "ADD CONSTRAINT \"Check\" CHECK (c > 0) NOT VALID;")

# --- FOREIGN KEY ---------------------------------------------------------------------
U = "CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (a int, u int);"
case(U, "ALTER TABLE t ADD FOREIGN KEY (u) REFERENCES u (id) MATCH FULL ON DELETE SET NULL "
     "ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;", "foreign-key-scans-tables",
     "reads all of \"t\" while writes to it and to \"u\" wait",
     "SHARE ROW EXCLUSIVE on both tables",
     "ALTER TABLE t ADD CONSTRAINT t_u_fkey FOREIGN KEY (u) REFERENCES u (id) MATCH FULL ON DELETE "
     "SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;")
case(U, "ALTER TABLE t ADD COLUMN x int REFERENCES u ON DELETE SET DEFAULT NOT NULL DEFAULT 1;",
     "foreign-key-scans-tables",
     "while reads and writes on it and writes to \"u\" wait",
     "ACCESS EXCLUSIVE on \"t\" and SHARE ROW EXCLUSIVE on \"u\"",
     "ALTER TABLE t ADD COLUMN x int NOT NULL DEFAULT 1;\n"
     "ALTER TABLE t ADD CONSTRAINT t_x_fkey FOREIGN KEY (x) REFERENCES u ON DELETE SET DEFAULT NOT "
     "VALID;")
case(U, "ALTER TABLE u ADD CONSTRAINT p FOREIGN KEY (id) REFERENCES u;", "foreign-key-scans-tables",
     "reads all of \"u\" while writes wait", "SHARE ROW EXCLUSIVE on the table", lacks=("both tables",))
PARTED = ("CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE p (u int, k int) PARTITION BY LIST (k);"
          "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);")
case(PARTED, "ALTER TABLE p ADD FOREIGN KEY (u) REFERENCES u;", "foreign-key-scans-tables",
     "ALTER TABLE p1 ADD CONSTRAINT p_u_fkey FOREIGN KEY (u) REFERENCES u NOT VALID;\n"
     "ALTER TABLE p1 VALIDATE CONSTRAINT p_u_fkey;\n"
     "ALTER TABLE p ADD CONSTRAINT p_u_fkey FOREIGN KEY (u) REFERENCES u;")
case(PARTED, "ALTER TABLE p ADD FOREIGN KEY (u) REFERENCES u;", "foreign-key-scans-tables",
     "ALTER TABLE p ADD CONSTRAINT p_u_fkey FOREIGN KEY (u) REFERENCES u NOT VALID;",
     options=("--pg-version", "18"))

# --- keys ----------------------------------------------------------------------------
case(T, "ALTER TABLE t ADD CONSTRAINT tk UNIQUE NULLS NOT DISTINCT (a) INCLUDE (c) WITH "
     "(fillfactor = 50) USING INDEX TABLESPACE pg_default DEFERRABLE INITIALLY DEFERRED;",
     "key-builds-index-under-lock",
     "CREATE UNIQUE INDEX CONCURRENTLY tk ON t (a) INCLUDE (c) NULLS NOT DISTINCT WITH "
     "(fillfactor = 50) TABLESPACE pg_default;\n"
     "ALTER TABLE t ADD CONSTRAINT tk UNIQUE USING INDEX tk DEFERRABLE INITIALLY DEFERRED;")
case(T, "ALTER TABLE t ADD COLUMN h text UNIQUE;", "key-builds-index-under-lock",
     "ALTER TABLE t ADD COLUMN h text;\n"
     "CREATE UNIQUE INDEX CONCURRENTLY t_h_key ON t (h);\n"
     "ALTER TABLE t ADD CONSTRAINT t_h_key UNIQUE USING INDEX t_h_key;")
case(T, "ALTER TABLE t ADD PRIMARY KEY (a);", "key-builds-index-under-lock",
     "ALTER TABLE t ADD CONSTRAINT t_a_not_null_check CHECK (a IS NOT NULL) NOT VALID;\n"
     "ALTER TABLE t VALIDATE CONSTRAINT t_a_not_null_check;\n"
     "ALTER TABLE t ALTER COLUMN a SET NOT NULL;\n"
     "ALTER TABLE t DROP CONSTRAINT t_a_not_null_check;\n"
     "CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (a);\n"
     "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;")
case(PARTED, "ALTER TABLE p ADD UNIQUE (u, k);", "key-builds-index-under-lock",
     "ALTER TABLE ONLY p ADD CONSTRAINT p_u_k_key UNIQUE (u, k);\n"
     "CREATE UNIQUE INDEX CONCURRENTLY p1_u_k_key ON p1 (u, k);\n"
     "ALTER TABLE p1 ADD CONSTRAINT p1_u_k_key UNIQUE USING INDEX p1_u_k_key;\n"
     "ALTER INDEX p_u_k_key ATTACH PARTITION p1_u_k_key;", lacks=("<",))
case("CREATE SCHEMA s; CREATE TABLE s.p (u int) PARTITION BY LIST (u); CREATE TABLE s.p1 PARTITION OF s.p DEFAULT;",
     "ALTER TABLE s.p ADD UNIQUE (u);", "key-builds-index-under-lock",
     "CREATE UNIQUE INDEX CONCURRENTLY p1_u_key ON s.p1 (u);\n"
     "ALTER TABLE s.p1 ADD CONSTRAINT p1_u_key UNIQUE USING INDEX p1_u_key;\n"
     "ALTER INDEX s.p_u_key ATTACH PARTITION s.p1_u_key;")
case(PARTED.replace("VALUES IN (1);", "VALUES IN (1) PARTITION BY LIST (u); CREATE TABLE p2 PARTITION OF p1 DEFAULT;"), "ALTER TABLE p ADD UNIQUE (u, k);",
     "key-builds-index-under-lock", "-- \"p1\" is partitioned itself: the same for it, and for its partitions")
case(PARTED, "CREATE UNIQUE INDEX CONCURRENTLY i ON p (u DESC, k);", "concurrent-index-on-partitioned-table",
     "CREATE UNIQUE INDEX i ON ONLY p USING btree (u DESC, k);\n"
     "CREATE UNIQUE INDEX CONCURRENTLY p1_u_idx ON p1 USING btree (u DESC, k);\n"
     "ALTER INDEX i ATTACH PARTITION p1_u_idx;", lacks=("<",))
case("CREATE TABLE p (k int) PARTITION BY LIST (k);", "CREATE INDEX CONCURRENTLY i ON p USING hash (k);",
     "concurrent-index-on-partitioned-table", "CREATE INDEX i ON ONLY p USING hash (k);",
     "CREATE INDEX CONCURRENTLY <partition_index> ON <partition>")
case("CREATE TABLE t (a text, b int);", "CREATE UNIQUE INDEX ON t (lower(a) DESC, b) WHERE b > 0;", "create-index-blocks-writes",
     "-- SELECT lower(a), b, count(*) FROM t WHERE (lower(a), b) IS NOT NULL AND b > 0 GROUP BY lower(a), b HAVING count(*) > 1;\n"
     "CREATE UNIQUE INDEX CONCURRENTLY ON t (lower(a) DESC, b) WHERE b > 0;")
case("CREATE TABLE t (a text, b int);", "CREATE INDEX ON t (b);", "create-index-blocks-writes", "CONCURRENTLY", lacks=("HAVING",))
case("CREATE TABLE t (a text, b int);", "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;", "create-index-blocks-writes",
     "-- SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1;")

case("CREATE TABLE t (id int4range, r daterange);", "ALTER TABLE t ADD CONSTRAINT k UNIQUE (id, r WITHOUT OVERLAPS);",
     "key-builds-index-under-lock", "No form of it avoids the lock.", options=("--pg-version", "18"), lacks=("CREATE UNIQUE",),
     grammar=18)
case("CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT ann NOT NULL a NOT VALID;", "ALTER TABLE t ALTER a SET NOT NULL;",
     "not-null-scans-table", "ALTER TABLE t VALIDATE CONSTRAINT ann;", options=("--pg-version", "18"),
     lacks=("t_a_not_null",), grammar=18)

# --- names ---------------------------------------------------------------------------
case("", "ALTER TYPE s RENAME VALUE 'its' TO 'it''s';", "enum-value-renamed",
     "ALTER TYPE s ADD VALUE 'it''s';")
case("", "ALTER TABLE \"right\" ADD \"left\" int CHECK (\"left\" > 0);", "check-scans-table",
     "ALTER TABLE \"right\" ADD CONSTRAINT right_left_check CHECK")
case("", "SET search_path = app;\nALTER TABLE public.t ALTER a SET NOT NULL;", "not-null-scans-table",
     "reads all of \"public.t\"", "ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;")
case("", "SELECT pg_catalog.set_config('search_path', '', false);\n"
     "ALTER TABLE public.t ALTER a SET NOT NULL;", "not-null-scans-table", "ALTER TABLE public.t ALTER")
case("", "SET search_path = app;\nALTER TABLE t ALTER a SET NOT NULL;", "not-null-scans-table",
     "ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;")
case("", "ALTER TABLE public.t RENAME TO u;", "table-renamed",
     "CREATE VIEW public.t WITH (security_invoker) AS SELECT * FROM public.u")
case("", "ALTER TABLE ${Schema}.old RENAME TO ${p}_new;", "table-renamed", "renaming table \"${Schema}.old\"",
     "ALTER TABLE ${Schema}.old RENAME TO ${p}_new;", lacks=("__schema_",))
case("", "ALTER TABLE :schema.t ADD CHECK (a > 0);", "check-scans-table", "\":schema.t\"",
     "ALTER TABLE :schema.t ADD CONSTRAINT t_a_check CHECK (a > 0) NOT VALID;")
case("", "ALTER TABLE %s ADD CHECK (a > 0);", "check-scans-table",
     "ALTER TABLE %s ADD CONSTRAINT")
case("", "ALTER TABLE t\r\n  ADD CHECK (a > 0\r\n  AND a < 9);\r\n", "check-scans-table",
     "CHECK (a > 0\n  AND a < 9) NOT VALID;", lacks=("\r",))
LONG = "a_name_of_a_table_that_is_as_long_as_postgresql_lets_one_be_63b"
case(f"CREATE TABLE {LONG} (a int);", f"ALTER TABLE {LONG} ALTER a SET NOT NULL;", "not-null-scans-table",
     f"ALTER TABLE {LONG} VALIDATE CONSTRAINT a_name_of_a_table_that_is_as_long_as_postgresq_a_not_null_check;")

# --- indexes -------------------------------------------------------------------------
case(T, "CREATE /* index */ UNIQUE INDEX i ON t (a);", "create-index-blocks-writes",
     "CREATE /* index */ UNIQUE INDEX CONCURRENTLY i ON t (a);")
case(T, "CREATE INDEX IF NOT EXISTS i ON t (a);", "create-index-blocks-writes",
     "DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON t (a);")
case("", "DROP INDEX IF EXISTS a, b CASCADE;", "drop-index-blocks-queries",
     "DROP INDEX CONCURRENTLY IF EXISTS a;")

case("", "REINDEX (VERBOSE) TABLE public.t;", "reindex-blocks-writes",
     "REINDEX (VERBOSE) TABLE CONCURRENTLY public.t;")

case(PARTED, "CREATE INDEX IF NOT EXISTS i ON p (u);", "create-index-blocks-writes",
     "CREATE INDEX i ON ONLY p (u);", lacks=("IF NOT EXISTS",))

# --- what stays behind ---------------------------------------------------------------
case("", "ALTER FUNCTION f() SET SCHEMA x;", "object-moved-to-schema", "Keep the function where it is",
     lacks=("CREATE VIEW",))
case("CREATE SCHEMA x;" + T, "ALTER TABLE t SET SCHEMA x;", "object-moved-to-schema",
     "BEGIN;\nALTER TABLE t SET SCHEMA x;\n-- GRANT USAGE ON SCHEMA x TO <role>;\nCREATE VIEW t WITH (security_invoker) AS SELECT * FROM x.t;", "-- GRANT SELECT")
case(T, "ALTER TABLE t RENAME TO n;", "table-renamed",
     "CREATE VIEW t AS SELECT * FROM n;", options=("--pg-version", "14"))
case(T + "CREATE VIEW v AS SELECT a FROM t;", "ALTER VIEW v RENAME COLUMN a TO b;", "column-renamed",
     "Make a second view", lacks=("ADD COLUMN",))
case("", "ALTER VIEW v RENAME TO w;", "view-renamed",
     "CREATE VIEW w WITH (security_invoker) AS SELECT * FROM v;\n"
     "-- the view has privileges of its own:\n-- GRANT SELECT, INSERT, UPDATE, DELETE ON w TO <role>;")
case("", "ALTER SCHEMA a RENAME TO b;", "schema-renamed",
     "-- GRANT USAGE ON SCHEMA b TO <role>;\nALTER TABLE a.<table> SET SCHEMA b;\n"
     "CREATE VIEW a.<table> WITH (security_invoker) AS SELECT * FROM b.<table>;\n"
     "-- GRANT SELECT, INSERT, UPDATE, DELETE ON a.<table> TO <role>;")
case("CREATE TYPE mood AS ENUM ('a');", "BEGIN; ALTER TYPE mood RENAME TO feeling; "
     "CREATE DOMAIN mood AS feeling; COMMIT;", "type-renamed", "A domain of the old name is no stand-in")
case("", "ALTER DATABASE a RENAME TO b;", "role-renamed", "SQLSTATE 55006", lacks=("Open sessions",))

# --- types ---------------------------------------------------------------------------
case("CREATE TABLE ev (ts timestamp); CREATE INDEX ON ev (ts);", "ALTER TABLE ev ALTER ts TYPE timestamptz;",
     "column-type-changed", "may rewrite the table", "SET TimeZone = 'UTC';\n"
     "ALTER TABLE ev ALTER ts TYPE timestamptz;", lacks=("Nothing is rewritten", "Name the migrations"))
case("CREATE TABLE ev (ts text);", "ALTER TABLE ev ALTER ts TYPE int;", "column-type-changed", "is refused",
     "ALTER TABLE ev ALTER ts TYPE int USING ts::int;")
case("CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);"
     "CREATE TABLE t (u int REFERENCES u);", "ALTER TABLE u ALTER id TYPE bigint;", "column-type-changed",
     "ALTER TABLE u ADD COLUMN id_new bigint;",
     "-- give the new column what the old one has: PRIMARY KEY, identity\n"
     "ALTER TABLE t DROP CONSTRAINT t_u_fkey; -- it refers to the old column\n"
     "ALTER TABLE u DROP COLUMN id;")
case("CREATE TABLE t (a varchar(20), b int CONSTRAINT ck CHECK (a <> '' OR b > 0) NO INHERIT);",
     "ALTER TABLE t ALTER a TYPE text;", "column-type-changed",
     "ALTER TABLE t DROP CONSTRAINT ck;\nALTER TABLE t ALTER a TYPE text;\n"
     "ALTER TABLE t ADD CONSTRAINT ck CHECK (a <> '' OR b > 0) NO INHERIT NOT VALID;")
case("CREATE TABLE t (a text, b int); CREATE UNIQUE INDEX i ON t USING btree (lower(a), a COLLATE \"C\" DESC) "
     "INCLUDE (b) WHERE b > 0;", "ALTER TABLE t ALTER a TYPE text COLLATE \"POSIX\";", "column-type-changed",
     "DROP INDEX CONCURRENTLY i;\nALTER TABLE t ALTER a TYPE text COLLATE \"POSIX\";\n"
     "CREATE UNIQUE INDEX CONCURRENTLY i ON t USING btree (lower(a), a COLLATE \"C\" DESC) INCLUDE (b) WHERE b > 0;")
case("CREATE TABLE t (type text);", "ALTER TABLE t ALTER COLUMN type TYPE interval day USING type::interval;",
     "column-type-changed", "ALTER TABLE t ADD COLUMN type_new interval day;")

# --- columns whose values differ by row ----------------------------------------------
case(T, "ALTER TABLE t ADD COLUMN u uuid NOT NULL DEFAULT gen_random_uuid();", "column-added-rewrites-table",
     "gen_random_uuid() is volatile",
     "ALTER TABLE t ADD COLUMN u uuid;\nALTER TABLE t ALTER COLUMN u SET DEFAULT gen_random_uuid();\n"
     "-- fill old rows in batches, then:\n"
     "ALTER TABLE t ADD CONSTRAINT t_u_not_null_check CHECK (u IS NOT NULL) NOT VALID;")
case("CREATE SCHEMA app; CREATE TABLE app.t (a int);", "ALTER TABLE app.t ADD COLUMN n bigserial;",
     "column-added-rewrites-table",
     "ALTER TABLE app.t ADD COLUMN n bigint;\nCREATE SEQUENCE app.t_n_seq OWNED BY app.t.n;\n"
     "ALTER TABLE app.t ALTER COLUMN n SET DEFAULT nextval('app.t_n_seq');")
case(T, "ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a + 1) STORED;", "column-added-rewrites-table",
     "Add a plain column", "ALTER TABLE t ADD COLUMN g integer;", lacks=("VIRTUAL",))
case(T, "ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (a + 1) STORED;", "column-added-rewrites-table",
     "VIRTUAL", options=("--pg-version", "18"))
case(T + "CREATE DOMAIN pos AS int CHECK (VALUE > 0);", "ALTER TABLE t ADD COLUMN p pos;", "column-added-rewrites-table",
     "domain \"pos\" has constraints", "ALTER TABLE t ADD COLUMN p integer;")

# --- partitions ----------------------------------------------------------------------
REST = ("CREATE TABLE p (k int, at date) PARTITION BY LIST (k); CREATE TABLE rest PARTITION OF p DEFAULT;"
        "CREATE TABLE q (at date) PARTITION BY RANGE (at); CREATE TABLE q_rest PARTITION OF q DEFAULT;"
        "CREATE TABLE q1 (at date); CREATE INDEX q_at ON q USING brin (at);")
case(REST, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1, 2);", "partition-created-under-lock",
     "reads all of the default partition \"rest\" while queries on \"p\" wait",
     "ALTER TABLE rest ADD CONSTRAINT <name> CHECK (k IS NULL OR k NOT IN ('1', '2')) NOT VALID;\n"
     "ALTER TABLE rest VALIDATE CONSTRAINT <name>;\n"
     "CREATE TABLE p1 (LIKE p INCLUDING ALL);\n"
     "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1, 2);")
case(REST, "ALTER TABLE q ATTACH PARTITION q1 FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);",
     "partition-attached-with-scan",
     "attaching \"q1\" reads all of \"q1\" under lock",
     "ALTER TABLE q1 ADD CONSTRAINT <name> CHECK (at IS NOT NULL AND at >= '2026-01-01') NOT VALID;",
     "reads all of the default partition \"q_rest\"",
     "ALTER TABLE q_rest ADD CONSTRAINT <name> CHECK (at IS NULL OR at < '2026-01-01') NOT VALID;",
     "CREATE INDEX CONCURRENTLY ON q1 USING brin (at);")
case(REST, "ALTER TABLE p DETACH PARTITION rest;", "partition-detached-under-lock",
     "ALTER TABLE p DETACH PARTITION rest CONCURRENTLY;")
case(REST + "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);", "ALTER TABLE p DETACH PARTITION p1;",
     "partition-detached-under-lock", "CONCURRENTLY is refused here")

# --- advice --------------------------------------------------------------------------
case(U, "ALTER TABLE t ADD FOREIGN KEY (u) REFERENCES u NOT VALID;", "foreign-key-without-index",
     "CREATE INDEX CONCURRENTLY ON t (u);")
case("CREATE SCHEMA s; CREATE TABLE u (id int PRIMARY KEY);",
     "CREATE TABLE s.n (a int, \"B\" int REFERENCES u);", "foreign-key-without-index",
     "no index of \"s.n\" serves its foreign key (\"B\")", "CREATE INDEX ON s.n (\"B\");")

# --- transactions and rows -----------------------------------------------------------
case(T, "BEGIN; ALTER TABLE t ADD z int; UPDATE t SET z = 1; COMMIT;", "backfill-under-lock",
     "rows of \"t\" are written while reads and writes on \"t\" wait", "ACCESS EXCLUSIVE")
case("CREATE TABLE t (key int PRIMARY KEY, a int);", "UPDATE t SET a = 1 WHERE key IS NOT NULL;", "unbatched-write",
     "Every row meets the condition.", "UPDATE t SET a = 1\n    WHERE key BETWEEN <first> AND <last>;")
case(T, "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);", "invalid-index-kept",
     "DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE UNIQUE INDEX CONCURRENTLY i ON t (a);")
case(T + "CREATE MATERIALIZED VIEW m AS SELECT a FROM t;", "REFRESH MATERIALIZED VIEW m;", "refresh-blocks-reads",
     "CREATE UNIQUE INDEX CONCURRENTLY ON m (<columns>);\nREFRESH MATERIALIZED VIEW CONCURRENTLY m;")
case("", "SET search_path = app;\nALTER TABLE public.t DROP COLUMN a;\nSELECT 1;", "column-dropped",
     "of \"public.t\"")


def findings(tiptoe, history, migration, options):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("001.sql", history), ("002.sql", migration)):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        run = subprocess.run([tiptoe, "check", "--preset", "strict", "--format", "json", *options, folder], timeout=60,
                             check=False, stdout=subprocess.PIPE)
    report = json.loads(run.stdout)
    return [each for each in report["findings"] if each["path"].endswith("002.sql")]


def complaint(tiptoe, history, migration, rule, parts, options, lacks):
    """Why the case fails; empty if it does not."""
    said = [each for each in findings(tiptoe, history, migration, options) if each["rule"] == rule]
    if not said:
        return f"{rule} says nothing"
    text = "\n".join("\n".join((each["message"], each["detail"], each["hint"])) for each in said)
    for part in parts:
        if part not in text:
            return f"{part}\n  is not in\n{text}"
    for part in lacks:
        if part in text:
            return f"{part!r} is in\n{text}"
    return ""


def main():
    failed = 0
    said = subprocess.run([sys.argv[1], "--version"], capture_output=True, text=True, check=True).stdout
    known = int(re.search(r"grammar of PostgreSQL (\d+)", said)[1])
    for history, migration, *rest, grammar in CASES:
        if grammar > known:
            continue
        why = complaint(sys.argv[1], history, migration, *rest)
        if why:
            failed += 1
            print(f"FAILED {migration}\n  {why}")
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed or not CASES else 0


sys.exit(main())
