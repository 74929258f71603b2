"""Migrations whose page has all that a page can have."""
import os

GOOSE = {
    "m/1_a.sql": """-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20));
CREATE TABLE orders (id bigint PRIMARY KEY);
""",
    "m/2_b.sql": """-- +goose Up
ALTER TABLE orders ADD COLUMN x int;
CREATE TABLE notes (id bigint PRIMARY KEY);
INSERT INTO notes VALUES (1);
LOCK TABLE users IN SHARE MODE;
ALTER TABLE users ALTER COLUMN id TYPE integer;
UPDATE users SET email = 'x';
""",
    "m/3_c.sql": """-- +goose Up
-- +goose NO TRANSACTION
CREATE INDEX CONCURRENTLY users_email ON users (email);
ALTER TABLE orders ADD COLUMN y int;
BEGIN;
LOCK TABLE orders IN SHARE MODE;
COMMIT;
SELECT 1;
DROP TABLE users;
""",
    "m/4_d.sql": "-- +goose Up\nCREATE TABLE quiet (id bigint PRIMARY KEY);\n",
}
# Table by table, what stands in a file's cells of locks.
LANES = {
    "m/2_b.sql": [[["ACCESS EXCLUSIVE reads and writes wait", ""],
                   ["still held", "SHARE writes wait"],
                   ["still held", "ACCESS EXCLUSIVE reads and writes wait"],
                   ["still held", "still held"],
                   ["free again", "free again"]]],
    "m/3_c.sql": [[["SHARE UPDATE EXCLUSIVE schema changes wait", ""],
                   ["", "ACCESS EXCLUSIVE reads and writes wait"]],
                  [[""], ["SHARE writes wait"], ["free again"]],
                  [["ACCESS EXCLUSIVE reads and writes wait"]]],
}

LONG = "a_very_long_name_of_a_table_that_fills_all_sixty_three_bytes_ok"
FORGED = """</code></pre><script>document.title = 'forged'</script><img src=x onerror="document.title = 'forged'">"""
HOSTILE = {
    "h/1 </title><script>.sql": f"""
ALTER TABLE "{FORGED[:50]}" DROP COLUMN "' onmouseover='x";
ALTER TABLE users ADD COLUMN x text DEFAULT '{FORGED.replace("'", "''")}', DROP COLUMN y;
ALTER TABLE "‮evil" RENAME COLUMN a TO b;
SELEC {FORGED};
""",
    "h/2.sql": f"""
ALTER TABLE {LONG} RENAME COLUMN {LONG[:-1]}a TO {LONG[:-1]}b;
BEGIN;
{"".join(f"ALTER TABLE {LONG[:-1]}{n} ADD COLUMN a int;" + chr(10) for n in range(4))}
LOCK TABLE t4 IN ACCESS EXCLUSIVE MODE;
LOCK TABLE t5 IN SHARE MODE;
UPDATE t6 SET a = '{"x" * 3000}';
UPDATE t7 SET
{"".join(f"  a{n} = {n}," + chr(10) for n in range(60))}  b = 1;
""",
}


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
