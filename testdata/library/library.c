/* Uses the library as another program would: no other header of tiptoe is here. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiptoe.h>
#include <unistd.h>

#define TEXT(literal) ((struct tt_str){"" literal, sizeof(literal) - 1})

static unsigned passed, failed;
static pthread_t caller; /* whose thread callbacks run on */

static void check(bool holds, const char *what, int line)
{
    passed += holds;
    failed += !holds;
    if (!holds) {
        printf("failed: line %d: %s\n", line, what);
    }
}

#define CHECK(condition) check((condition), #condition, __LINE__)

static bool is(struct tt_str text, const char *wanted)
{
    return text.len == strlen(wanted) && memcmp(text.ptr, wanted, text.len) == 0;
}

/* What came, one line each. */
struct heard {
    char text[4096];
    unsigned findings;
    unsigned effects;
    unsigned notes;
};

static void hear(struct heard *heard, struct tt_str text)
{
    size_t used = strlen(heard->text);
    (void)snprintf(heard->text + used, sizeof(heard->text) - used, "%.*s\n", (int)text.len,
                   text.ptr);
}

static void on_finding(const struct tt_finding *finding, void *user)
{
    struct heard *heard = user;
    CHECK(pthread_equal(pthread_self(), caller));
    heard->findings++;
    hear(heard, finding->rule);
}

static void on_effects(const struct tt_effects *effects, void *user)
{
    struct heard *heard = user;
    CHECK(pthread_equal(pthread_self(), caller));
    heard->effects++;
    hear(heard, effects->statement);
}

static void on_note(struct tt_str path, struct tt_str message, void *user)
{
    struct heard *heard = user;
    heard->notes++;
    hear(heard, path);
    CHECK(message.len > 0);
}

static void test_options(void)
{
    struct tt_error error = {.fault = TT_FAULT_NONE};
    struct tt_linter *linter = tt_linter_create(NULL, &error);
    CHECK(linter && error.fault == TT_FAULT_NONE);
    tt_linter_destroy(linter);
    tt_linter_destroy(NULL);
    tt_session_destroy(NULL);
    tt_reading_destroy(NULL);

    const char *const wrong[] = {"column-renamd"};
    struct tt_options options = {.select = wrong, .select_count = 1};
    CHECK(!tt_linter_create(&options, &error));
    CHECK(error.fault == TT_FAULT_OPTION && strstr(error.message, "column-renamed"));
    CHECK(!tt_linter_create(&options, NULL));
}

static void test_rules(void)
{
    size_t index = 0;
    CHECK(tt_rule_total() > 50);
    CHECK(tt_rule_find("will-fail", &index) && strcmp(tt_rule_at(index).id, "will-fail") == 0);
    CHECK(tt_rule_find("renaming-column", &index) &&
          strcmp(tt_rule_at(index).id, "column-renamed") == 0);
    CHECK(tt_rule_at(index).docs[0] == '#' && tt_rule_at(index).since[0] != '\0');
    CHECK(!tt_rule_find("nothing", &index) && index == tt_rule_total());
    CHECK(!tt_rule_find("", &index));
    CHECK(strcmp(tt_preset_names()[0], "recommended") == 0);
    CHECK(strcmp(tt_level_names()[TT_ERROR], tt_severity_name(TT_ERROR)) == 0);
    CHECK(strchr(tt_version(), '.') && tt_parser_version() >= 15);

    const char *const selected[] = {"table-dropped"};
    struct tt_rule_choice choice = {.rule = "table-dropped", .level = "error"};
    struct tt_options options = {
        .choices = &choice, .choice_count = 1, .select = selected, .select_count = 1};
    struct tt_linter *linter = tt_linter_create(&options, NULL);
    enum tt_severity severity = TT_NOTICE;
    (void)tt_rule_find("table-dropped", &index);
    CHECK(tt_linter_rule(linter, index, &severity) && severity == TT_ERROR);
    CHECK(!tt_linter_rule(linter, index + 1, &severity));
    tt_linter_destroy(linter);
}

static void test_history(const struct tt_linter *linter)
{
    struct tt_session *session = tt_session_create(linter);
    struct heard heard = {{0}, 0, 0, 0};
    tt_session_add_history(session, TEXT("1"), TEXT("CREATE TABLE t (a varchar(10));"));
    tt_session_check_text(session, TEXT("2"), TEXT("ALTER TABLE t ALTER a TYPE varchar(20);"),
                          on_finding, &heard);
    CHECK(!strstr(heard.text, "column-type-changed"));
    tt_session_check_text(session, TEXT("3"), TEXT("ALTER TABLE t ALTER a TYPE int;"), NULL,
                          NULL);
    struct tt_file_report report = {0};
    struct tt_file file = {.path = TEXT("4"), .text = TEXT("SELEC;\nDROP TABLE t\0;")};
    tt_session_check(session, &file, on_finding, &heard, &report);
    CHECK(heard.findings > 0 && report.unchecked > 0 && report.statements >= 2);
    CHECK(report.pg_version >= 15);
    tt_session_destroy(session);
}

static void look_closely(const struct tt_effects *effects, void *user)
{
    struct heard *heard = user;
    unsigned before = heard->effects++;
    CHECK(is(effects->place.path, "e.sql"));
    if (before == 0) {
        CHECK(is(effects->statement, "ALTER TABLE") && effects->place.start.line == 1);
        CHECK(effects->certainty == TT_PROVED && !effects->refused_in_block);
        CHECK(effects->lock_count == 1 && effects->held_count == 0);
        CHECK(is(effects->locks[0].relation, "public.t") &&
              is(effects->locks[0].kind, "table"));
        CHECK(is(effects->locks[0].mode, "AccessExclusiveLock"));
        CHECK(effects->locks[0].blocks_reads && effects->locks[0].blocks_ddl);
        CHECK(effects->rewrite_count == 1 && is(effects->rewrites[0].how, "rewritten"));
        CHECK(effects->scan_count == 1 && effects->scans[0].how.len == 0);
        CHECK(effects->refused == TT_REFUSED_WITH_ROWS && is(effects->sqlstate, "23502"));
        CHECK(effects->refused_why.len > 0);
    } else if (before == 1) {
        CHECK(is(effects->statement, "CREATE INDEX") && effects->place.start.line == 3);
        CHECK(effects->refused_in_block && effects->refused == TT_REFUSED_NEVER);
        CHECK(effects->sqlstate.len == 0);
        CHECK(effects->index_build_count == 1 && is(effects->index_builds[0].index, "i"));
        CHECK(is(effects->index_builds[0].table, "public.t"));
        CHECK(!effects->index_builds[0].new_table);
    } else if (before == 3) {
        CHECK(effects->held_count == 1 && is(effects->held[0].relation, "public.t"));
        CHECK(is(effects->held[0].mode, "ShareLock"));
    }
}

static void test_effects(const struct tt_linter *linter)
{
    struct tt_session *session = tt_session_create(linter);
    struct heard heard = {{0}, 0, 0, 0};
    tt_session_on_effects(session, look_closely, &heard);
    tt_session_add_history(session, TEXT("1"), TEXT("CREATE TABLE t (a text);"));
    CHECK(heard.effects == 0);
    tt_session_check_text(session, TEXT("e.sql"),
                          TEXT("ALTER TABLE t ADD b int NOT NULL, ALTER a TYPE int USING 1;\n"
                               "-- not of the statement\n"
                               "CREATE INDEX CONCURRENTLY i ON t (a);\n"
                               "BEGIN;\nLOCK TABLE t IN SHARE MODE;\nCOMMIT;\n"),
                          NULL, NULL);
    CHECK(heard.effects == 5);

    /* Newer syntax has the file read twice, and told once; findings come last. */
    tt_session_on_effects(session, on_effects, &heard);
    heard = (struct heard){{0}, 0, 0, 0};
    tt_session_check_text(
        session, TEXT("m"),
        TEXT("DROP TABLE t;\nINSERT INTO u VALUES (1);\nMERGE INTO u USING v ON u.a = v.a WHEN "
             "NOT MATCHED BY SOURCE THEN DELETE;"),
        on_finding, &heard);
    const char *told = "DROP TABLE\nINSERT\nMERGE\n";
    if (tt_parser_version() >= 17) {
        CHECK(strncmp(heard.text, told, strlen(told)) == 0 && heard.effects == 3);
    }
    CHECK(heard.findings > 0);
    tt_session_on_effects(session, NULL, NULL);
    heard = (struct heard){{0}, 0, 0, 0};
    tt_session_check_text(session, TEXT("n"), TEXT("DROP TABLE x;"), on_finding, &heard);
    CHECK(heard.effects == 0 && heard.findings > 0);
    tt_session_destroy(session);
}

static void test_reading(const struct tt_linter *linter)
{
    struct tt_session *session = tt_session_create(linter);
    struct heard heard = {{0}, 0, 0, 0};
    struct tt_file file = {.path = TEXT("r"),
                           .text = TEXT("INSERT INTO t VALUES (1);\nDROP TABLE t;")};
    file.reading = tt_reading_create(&file);
    tt_session_on_effects(session, on_effects, &heard);
    tt_session_check(session, &file, on_finding, &heard, NULL);
    tt_reading_destroy(file.reading);
    CHECK(heard.effects == 2 && heard.findings > 0);
    tt_session_destroy(session);
}

static const char *write_file(const char *folder, const char *name, const char *text)
{
    static char paths[4][4096];
    static unsigned next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
    return path;
}

static void test_files(const struct tt_linter *linter)
{
    char folder[] = "/tmp/tiptoe-library-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    const char *first = write_file(
        folder, "00001_t.sql",
        "-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n");
    const char *paths[2] = {write_file(folder, "00002_i.sql",
                                       "-- +goose Up\nCREATE INDEX CONCURRENTLY i ON t (a);\n"
                                       "-- +goose Down\nDROP INDEX i;\n"),
                            NULL};
    struct heard heard = {{0}, 0, 0, 0};
    struct tt_receiver receiver = {
        .on_finding = on_finding, .on_effects = on_effects, .on_note = on_note, .user = &heard};
    struct tt_error error = {.fault = TT_FAULT_NONE};
    CHECK(tt_check_files(linter, paths, 1, &receiver, &error));
    CHECK(error.fault == TT_FAULT_NONE && heard.effects == 1 && heard.notes == 0);
    CHECK(strstr(heard.text, "CREATE INDEX\nrefused-in-transaction-block\n"));

    /* One that is not there keeps no other from being checked. */
    char missing[4096];
    (void)snprintf(missing, sizeof(missing), "%s/00000_missing.sql", folder);
    paths[1] = paths[0];
    paths[0] = missing;
    heard = (struct heard){{0}, 0, 0, 0};
    CHECK(!tt_check_files(linter, paths, 2, &receiver, &error));
    CHECK(error.fault == TT_FAULT_READ && strstr(error.message, "00000_missing.sql: "));
    CHECK(heard.effects == 1 && heard.findings > 0);
    CHECK(!tt_check_files(linter, paths, 1, &(struct tt_receiver){0}, NULL));
    CHECK(tt_check_files(linter, paths, 0, &receiver, NULL));
    CHECK(unlink(first) == 0 && unlink(paths[1]) == 0 && rmdir(folder) == 0);
}

int main(void)
{
    caller = pthread_self();
    struct tt_linter *linter = tt_linter_create(NULL, NULL);
    test_options();
    test_rules();
    test_history(linter);
    test_effects(linter);
    test_reading(linter);
    test_files(linter);
    tt_linter_destroy(linter);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0 || passed == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
