/*
 * Tests of src/sql. Each mode prints "N passed, N failed" at its end:
 *
 *   check-sql cases                  inputs, and what exactly is read from them
 *   check-sql newer                  syntax of releases that the parser may not know
 *   check-sql recovery               one broken statement, in each place among good ones
 *   check-sql dump                   a long dump for psql, which must read without a problem
 *   check-sql hostile                inputs made to take all time or stack
 *   check-sql differential FILE...   our statements are PostgreSQL's, where it reads the file
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/script.h"
#include "theirs.h"

struct tally {
    int passed;
    int failed;
    int argument_count;
    char **arguments;
};

static void judge(struct tally *tally, bool right, const char *name, struct tt_str found)
{
    tally->passed += right;
    tally->failed += !right;
    if (!right) {
        printf("FAILED %s\n" TT_FMT "\n", name, TT_ARG(found));
    }
}

/* Text that is put together piece by piece. */
struct text {
    struct tt_arena arena;
    TT_VEC(char) bytes;
};

static void add(struct text *text, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        tt_vec_push(&text->arena, &text->bytes, bytes[i]);
    }
}

static void add_times(struct text *text, const char *part, size_t times)
{
    size_t len = strlen(part);
    for (size_t i = 0; i < times; i++) {
        add(text, part, len);
    }
}

static struct tt_str view(const struct text *text)
{
    return (struct tt_str){text->bytes.items, text->bytes.count};
}

static void add_statement(struct text *text, const struct tt_stmt *stmt)
{
    static const char *const states[] = {"parsed", "skimmed", "failed"};
    struct tt_str target = stmt->target;
    struct tt_str line = tt_str_format(
        &text->arena, "%zu-%zu %s%s" TT_FMT "%s" TT_FMT "%s\n", stmt->span.start,
        stmt->span.end, states[stmt->state], stmt->kind.len > 0 ? " " : "", TT_ARG(stmt->kind),
        target.len > 0 ? " into " : "", TT_ARG(target), stmt->substituted ? " *" : "");
    add(text, line.ptr, line.len);
}

static void add_problem(struct text *text, const struct tt_problem *problem)
{
    static const char *const kinds[] = {"syntax", "not checked", "not followed"};
    struct tt_str line = tt_str_format(
        &text->arena, "! %zu-%zu %s: " TT_FMT "%s\n", problem->span.start, problem->span.end,
        kinds[problem->kind], TT_ARG(problem->message), problem->hint.len > 0 ? " (hint)" : "");
    add(text, line.ptr, line.len);
}

/* All that is read from `bytes`, a line each; statements first. */
static struct text describe(struct tt_str bytes)
{
    struct text text = {0};
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    size_t count = 0;
    tt_source_init(&source, &arena, TT_STR("test.sql"), bytes);
    struct tt_script *script = tt_script_open(&arena, &source);
    while (tt_script_next(script, &stmt)) {
        add_statement(&text, &stmt);
    }
    const struct tt_problem *problems = tt_script_problems(script, &count);
    for (size_t i = 0; i < count; i++) {
        add_problem(&text, &problems[i]);
    }
    tt_script_close(script);
    tt_arena_release(&arena);
    return text;
}

static const struct {
    const char *name;
    struct tt_str input;
    const char *expected;
} cases[] = {
#define CASE(name, input, expected) {name, {"" input, sizeof(input) - 1}, expected},
#include "../testdata/sql/cases.def"
#undef CASE
};

static void check_cases(void *user)
{
    struct tally *tally = user;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct text found = describe(cases[i].input);
        judge(tally, tt_str_is(view(&found), cases[i].expected), cases[i].name, view(&found));
        tt_arena_release(&found.arena);
    }
}

/* What needs a newer grammar is said to, or read by one that is new enough. */
static const struct {
    int version;
    const char *sql;
} newer[] = {
    {16, "SELECT 1_000, 0x1F"},
    {16, "ALTER TABLE t ADD COLUMN a text STORAGE external"},
    {16, "CREATE TABLE t (a text STORAGE plain)"},
    {16, "SELECT a IS JSON FROM t"},
    {16, "SELECT JSON_ARRAYAGG(a ORDER BY b RETURNING jsonb) FROM t"},
    {16, "GRANT a TO b WITH INHERIT TRUE"},
    {16, "CREATE STATISTICS ON a, b FROM t"},
    {16, "REINDEX DATABASE"},
    {16, "SELECT a FROM (SELECT 1 AS a)"},
    {17, "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE RETURNING t.*"},
    {17, "MERGE INTO t USING s ON a = b WHEN NOT MATCHED BY SOURCE THEN DELETE"},
    {17, "ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (b + 1)"},
    {17, "SELECT * FROM JSON_TABLE(a, '$' COLUMNS (b int PATH '$.b')) AS j"},
    {17, "SELECT JSON_VALUE(a, '$.b' RETURNING int) FROM t"},
    {17, "SELECT a AT LOCAL FROM t"},
    {17, "ALTER TABLE t SET ACCESS METHOD DEFAULT"},
    {18, "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * (2 + 1)) VIRTUAL)"},
    {18, "ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a * 2)"},
    {18, "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT c ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT c NO INHERIT"},
    {18, "ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID"},
    {18, "ALTER TABLE t ADD NOT NULL a"},
    {18, "CREATE TABLE t (a int, CONSTRAINT c NOT NULL a)"},
    {18, "CREATE TABLE t (a int, b tsrange, UNIQUE (a, b WITHOUT OVERLAPS))"},
    {18, "ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES u (a, PERIOD b)"},
    {18, "UPDATE t SET a = 1 RETURNING WITH (OLD AS o) o.a"},
    {18, "VACUUM ONLY t"},
    {18, "VACUUM (FULL) ONLY t"},
    {18, "ANALYZE ONLY t"},
    {18, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO a"},
    {19, "REPACK t"},
    {19, "REPACK (CONCURRENTLY) t USING INDEX i"},
    {19, "ALTER TABLE t SPLIT PARTITION a INTO (PARTITION b DEFAULT, PARTITION c DEFAULT)"},
    {19, "ALTER TABLE t MERGE PARTITIONS (a, b) INTO c"},
    {19, "SELECT a, count(*) FROM t GROUP BY ALL"},
};

static void check_newer(void *user)
{
    for (size_t i = 0; i < sizeof(newer) / sizeof(newer[0]); i++) {
        struct text found = describe(tt_str_from(newer[i].sql));
        struct tt_str wanted = tt_str_format(&found.arena, "needs the grammar of PostgreSQL %d",
                                             newer[i].version);
        add(&found, "", 1);
        bool old = tt_grammar_version() < newer[i].version;
        bool right = old ? strstr(found.bytes.items, wanted.ptr) &&
                               strstr(found.bytes.items, "not checked")
                         : strstr(found.bytes.items, " parsed ") != NULL;
        judge(user, right, newer[i].sql, view(&found));
        tt_arena_release(&found.arena);
    }
}

static const char *const good[] = {
    "CREATE TABLE a (id int PRIMARY KEY, b text)",
    "INSERT INTO a VALUES (1, 'it''s')",
    "CREATE FUNCTION f() RETURNS int AS $$\nSELECT 1;\nSELECT 2;\n$$ LANGUAGE sql",
    "ALTER TABLE a ADD COLUMN c int",
    "DROP TABLE a",
};

static const char *const broken[] = {
    "CREATE TABEL x (a int)",
    "CREATE TABLE x (a int",
    "CREATE TABLE x (a int))",
    "INSERT INTO x VALUES ('a)",
    "INSERT INTO x VALUES ('it's')",
    "COMMENT ON TABLE x IS 'open",
    "ALTER TABLE \"x ADD COLUMN b int",
    "CREATE FUNCTION g() RETURNS int AS $x$ SELECT 1; $y$ LANGUAGE sql",
    "CREATE FUNCTION g() AS $$\nINSERT INTO a VALUES (1);\nDELETE FROM a;\n$$ LANGUAG",
    "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1",
    "ALTER TABLE ${x} ADD COLUM b int",
    "selec 1",
};

enum { GOOD_COUNT = sizeof(good) / sizeof(good[0]) };

/* The broken one costs one problem, and every good one is read where it stands. */
static void check_one_recovery(struct tally *tally, const char *bad, size_t place)
{
    struct text input = {0};
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    size_t starts[GOOD_COUNT], found = 0, problems = 0, total = 0;
    for (size_t i = 0; i <= GOOD_COUNT; i++) {
        if (i == place) {
            add_times(&input, bad, 1);
            add_times(&input, ";\n", 1);
        }
        if (i < GOOD_COUNT) {
            starts[i] = input.bytes.count;
            add_times(&input, good[i], 1);
            add_times(&input, ";\n", 1);
        }
    }
    tt_source_init(&source, &arena, TT_STR("test.sql"), view(&input));
    struct tt_script *script = tt_script_open(&arena, &source);
    while (tt_script_next(script, &stmt)) {
        total++;
        found += stmt.state != TT_STMT_FAILED && found < GOOD_COUNT &&
                 stmt.span.start == starts[found] && tt_str_is(stmt.text, good[found]);
    }
    tt_script_problems(script, &problems);
    judge(tally, found == GOOD_COUNT && problems == 1 && total == GOOD_COUNT + 1, bad,
          view(&input));
    tt_script_close(script);
    tt_arena_release(&arena);
    tt_arena_release(&input.arena);
}

static void check_recovery(void *user)
{
    for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
        for (size_t place = 0; place <= GOOD_COUNT; place++) {
            check_one_recovery(user, broken[i], place);
        }
    }
}

/* Statements, failed ones, and problems. */
struct counts {
    size_t statements;
    size_t failed;
    size_t problems;
    size_t last_start;
};

static struct counts count(struct tt_str bytes)
{
    struct counts counts = {0};
    struct tt_arena arena = {0};
    struct tt_source source;
    struct tt_stmt stmt;
    tt_source_init(&source, &arena, TT_STR("test.sql"), bytes);
    struct tt_script *script = tt_script_open(&arena, &source);
    while (tt_script_next(script, &stmt)) {
        counts.statements++;
        counts.failed += stmt.state == TT_STMT_FAILED;
        counts.last_start = stmt.span.start;
    }
    tt_script_problems(script, &counts.problems);
    tt_script_close(script);
    tt_arena_release(&arena);
    return counts;
}

/* As pg_dump writes it: eight statements a table. */
static void add_table(struct text *dump, int number)
{
    struct tt_str part = tt_str_format(
        &dump->arena,
        "--\n-- Name: t%d; Type: TABLE; Schema: public; Owner: -\n--\n\n"
        "CREATE TABLE public.t%d (\n    id bigint NOT NULL,\n    note text DEFAULT "
        "'a;b''c'\n);\n\n"
        "ALTER TABLE public.t%d ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (\n"
        "    SEQUENCE NAME public.t%d_id_seq\n    START WITH 1\n);\n"
        "COPY public.t%d (id, note) FROM stdin;\n1\tit's (not; "
        "closed\n2\t$$\\\\N\n3\t\"/*\n\\.\n\n"
        "SELECT pg_catalog.setval('public.t%d_id_seq', 3, true);\n"
        "ALTER TABLE ONLY public.t%d ADD CONSTRAINT t%d_pkey PRIMARY KEY (id);\n"
        "CREATE FUNCTION public.f%d() RETURNS trigger\n    LANGUAGE plpgsql\n    AS $_$\n"
        "BEGIN\n  PERFORM ';', $1; RETURN NEW;\nEND;\n$_$;\n"
        "COMMENT ON TABLE public.t%d IS E'it\\'s; so';\n"
        "INSERT INTO public.t%d VALUES (4, U&'\\0041;'), (5, $a$;$a$);\n",
        number, number, number, number, number, number, number, number, number, number, number);
    add(dump, part.ptr, part.len);
}

static void check_dump(void *user)
{
    enum { TABLES = 625, STATEMENTS_PER_TABLE = 8 };
    struct text dump = {0};
    add_times(&dump, "\\restrict abc\n\\set ON_ERROR_STOP on\n\\connect \"a;b\"\n", 1);
    for (int i = 0; i < TABLES; i++) {
        add_table(&dump, i);
    }
    add_times(&dump, "\\unrestrict abc\n", 1);
    struct counts counts = count(view(&dump));
    bool right = counts.statements == (size_t)TABLES * STATEMENTS_PER_TABLE &&
                 counts.failed == 0 && counts.problems == 0;
    judge(user, right, "dump", TT_STR("a statement was lost, or found wrong"));
    tt_arena_release(&dump.arena);
}

/* What hostile inputs consist of; behind each comes a statement that must be found. */
static const struct {
    const char *name;
    const char *head;
    const char *part;
    size_t times;
    const char *middle;
    const char *tail_part;
} hostile[] = {
    {"parentheses", "SELECT ", "(", 200000, "1", ")"},
    {"calls", "SELECT ", "f(", 200000, "1", ")"},
    {"additions", "SELECT 1", "+1", 100000, "", ""},
    {"a million casts", "SELECT 1", "::a", 1000000, "", ""},
    {"unions", "SELECT 1, 2", " UNION SELECT 1, 2", 100000, "", ""},
    {"joins", "SELECT FROM a", " JOIN a ON b", 100000, "", ""},
    {"arrays", "SELECT ARRAY[1, 2]", "||ARRAY[1, 2]", 300000, "", ""},
    {"signs", "SELECT 1", "+-", 500000, "1", ""},
    {"nested comments", "SELECT 1 ", "/*", 500000, "", "*/"},
    {"brackets", "SELECT a", "[", 100000, "1", "]"},
    {"angles", "SELECT a ", "<%", 500000, " a", ""},
    {"braces", "SELECT a ", "{{", 500000, " a", ""},
    {"placeholders", "SELECT ", "${x} ${y} ", 100000, "", ""},
    {"rows", "INSERT INTO t VALUES (0)", ",(1, 'a', NULL)", 1000000, "", ""},
    {"columns", "ALTER TABLE t ADD a int", ", ADD b int", 20000, "", ""},
    {"spaces", "SELECT ", " ", 5000000, "1", ""},
};

static void check_hostile_endings(struct tally *tally)
{
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        struct text input = {0};
        add_times(&input, hostile[i].head, 1);
        add_times(&input, hostile[i].part, hostile[i].times);
        add_times(&input, hostile[i].middle, 1);
        add_times(&input, hostile[i].tail_part, hostile[i].times);
        add_times(&input, ";\n", 1);
        size_t last = input.bytes.count;
        add_times(&input, "DROP TABLE a;\n", 1);
        struct counts counts = count(view(&input));
        bool right = counts.statements == 2 && counts.last_start == last &&
                     counts.problems == counts.failed && counts.failed <= 1;
        judge(tally, right, hostile[i].name, TT_STR("the statement behind it was lost"));
        tt_arena_release(&input.arena);
    }
}

/* Nothing is expected of these but an end, and that something is said. */
static void check_hostile_files(struct tally *tally)
{
    static const struct {
        const char *part;
        size_t times;
    } files[] = {
        {"(;", 1000000},
        {"(;\n", 1000000},
        {"'", 1000001},
        {"$a", 1000000},
        {"CREATE TABLE x (;\n", 60000},
        {"/*", 1000000},
        {"\"", 1000001},
        {"'it's';\n", 50000},
        {"{{ if }}\n", 100000},
        {"CREATE (';\n", 100001},
        {"E'\\", 300001},
        {"#\n", 300000},
        {"GO\nx\n", 30000},
        {"BEGIN ATOMIC case\n", 100000},
        {"$a$\nCREATE x;\n", 50001},
    };
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct text input = {0};
        add_times(&input, files[i].part, files[i].times);
        struct counts counts = count(view(&input));
        bool silent = counts.statements > 0 && counts.problems == 0;
        judge(tally, !silent, files[i].part, TT_STR("nothing was said of it"));
        tt_arena_release(&input.arena);
    }
}

static void check_large(struct tally *tally)
{
    enum { MIB = 1024 * 1024, BYTES = 50 * MIB };
    static const char *const parts[] = {
        "INSERT INTO a.b (id, name, email) VALUES (17, 'joe', 'joe@example.com', 1.5);\n",
        "COPY t FROM stdin;\n1\tjoe;\n2\t'\n\\.\n",
        "-- nothing;\n",
        "\n",
        ";",
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct text input = {0};
        add_times(&input, parts[i], BYTES / strlen(parts[i]));
        clock_t start = clock();
        struct counts counts = count(view(&input));
        printf("%.2f s: 50 MiB, %zu statements of %s\n",
               (double)(clock() - start) / CLOCKS_PER_SEC, counts.statements, parts[i]);
        judge(tally, counts.problems == 0, "a large file", tt_str_from(parts[i]));
        tt_arena_release(&input.arena);
    }
}

static void check_hostile(void *user)
{
    check_hostile_endings(user);
    check_hostile_files(user);
    check_large(user);
}

static struct text read_file(const char *path)
{
    struct text text = {0};
    char part[4096];
    FILE *file = fopen(path, "rb");
    size_t len = 0;
    while (file && (len = fread(part, 1, sizeof(part), file)) > 0) {
        add(&text, part, len);
    }
    if (!file || fclose(file) != 0) {
        printf("cannot read %s\n", path);
    }
    return text;
}

/* Statement by statement for a file that PostgreSQL does not read whole. */
static void check_differential(void *user)
{
    struct tally *tally = user;
    for (int i = 0; i < tally->argument_count; i++) {
        struct tt_arena arena = {0};
        struct text file = read_file(tally->arguments[i]);
        add(&file, "", 1); /* the zero byte that PostgreSQL wants */
        struct comparison comparison = compare_with_theirs(
            &arena, (struct tt_str){file.bytes.items, file.bytes.count - 1});
        if (comparison.whole) {
            judge(tally, comparison.same, tally->arguments[i], comparison.told);
        }
        tt_arena_release(&file.arena);
        tt_arena_release(&arena);
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*check)(void *tally);
    } modes[] = {
        {"cases", check_cases},       {"newer", check_newer},
        {"recovery", check_recovery}, {"dump", check_dump},
        {"hostile", check_hostile},   {"differential", check_differential},
    };
    struct tally tally = {.argument_count = argc - 2, .arguments = argv + 2};
    for (size_t i = 0; argc > 1 && i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (strcmp(argv[1], modes[i].name) == 0) {
            tt_with_deep_stack(modes[i].check, &tally);
        }
    }
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed > 0 || tally.passed == 0;
}
