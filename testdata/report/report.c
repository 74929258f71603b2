/*
 * report NAME FORMAT [color] - prints an invented report, so that what the
 * reporters make of odd findings does not hang on which rules there are.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "report/report.h"

struct draft {
    struct tt_arena *arena;
    struct tt_report report;
    TT_VEC(struct tt_finding) findings;
    TT_VEC(struct tt_report_file) files;
    TT_VEC(struct tt_report_error) errors;
    TT_VEC(struct tt_report_error) notes;
};

static void add_file(struct draft *draft, struct tt_str path, struct tt_str text)
{
    struct tt_report_file file = {
        .path = path, .text = text, .report = {.pg_version = 15, .statements = 3}};
    tt_vec_push(draft->arena, &draft->files, file);
}

static struct tt_position position(struct tt_str text, size_t offset)
{
    struct tt_position at = {.offset = offset, .line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        at.column = text.ptr[i] == '\n' ? 1 : at.column + 1;
        at.line += text.ptr[i] == '\n';
    }
    return at;
}

static struct tt_place place(const struct draft *draft, size_t start, size_t end)
{
    const struct tt_report_file *file = &draft->files.items[draft->files.count - 1];
    return (struct tt_place){file->path, position(file->text, start),
                             position(file->text, end)};
}

/* In the file that was added last; the pointer holds until the next one is added. */
static struct tt_finding *add(struct draft *draft, size_t start, size_t end)
{
    struct tt_str text = draft->files.items[draft->files.count - 1].text;
    struct tt_finding finding = {
        .rule = TT_STR("column-renamed"),
        .severity = TT_ERROR,
        .certainty = TT_PROVED,
        .place = place(draft, start, end),
        .message = TT_STR("renaming \"name\" breaks the version that still runs"),
        .detail = TT_STR("Its queries fail from the COMMIT on until the new version runs."),
        .hint = TT_STR("Add a column, and drop the old one in a later release."),
        .fingerprint = "0123456789abcdef",
    };
    struct tt_str rest = tt_str_slice(text, start + 1 - finding.place.start.column, text.len);
    tt_str_next_line(&rest, &finding.excerpt);
    tt_vec_push(draft->arena, &draft->findings, finding);
    return &draft->findings.items[draft->findings.count - 1];
}

static void draft_clean(struct draft *draft)
{
    add_file(draft, TT_STR("a.sql"), TT_STR("SELECT 1;\n"));
    add_file(draft, TT_STR("b.sql"), TT_STR(""));
}

static void draft_nothing(struct draft *draft)
{
    (void)draft;
}

static void draft_usual(struct draft *draft)
{
    add_file(draft, TT_STR("migrations/1_users.sql"), TT_STR("SELECT 1;\n"));
    add_file(draft, TT_STR("migrations/2_rename.sql"),
             TT_STR("-- people have several names\nALTER TABLE users\n"
                    "    RENAME COLUMN name TO full_name;\n"
                    "CREATE INDEX users_full_name ON users (full_name);\n"));
    struct tt_finding *rename = add(draft, 51, 82);
    rename->detail = TT_STR(
        "The rename takes effect when the transaction commits, and every query of the version "
        "that is still running which names the column fails from then on, until the new "
        "version is deployed everywhere.");
    rename->hint = TT_STR("Add the new column, write to both, and drop the old one later:\n"
                          "ALTER TABLE users ADD COLUMN full_name text;\n\n"
                          "-- in a later migration, once nothing reads it:\n"
                          "ALTER TABLE users\n    DROP COLUMN name;");
    struct tt_finding *build = add(draft, 84, 133);
    build->rule = TT_STR("index-build-blocks-writes");
    build->severity = TT_WARNING;
    static struct tt_edit edit;
    edit = (struct tt_edit){place(draft, 96, 96), TT_STR(" CONCURRENTLY")};
    build->fix = TT_STR("add CONCURRENTLY");
    build->edits = &edit;
    build->edit_count = 1;
    build->certainty = TT_ASSUMED;
    build->message = TT_STR("building this index blocks writes to \"users\"");
    build->hint = TT_STR("Use CREATE INDEX CONCURRENTLY, outside of a transaction, and check "
                         "afterwards that the index is valid, since a failed build leaves it.");
    struct tt_finding *timeout = add(draft, 29, 82);
    timeout->rule = TT_STR("lock-timeout-missing");
    timeout->severity = TT_NOTICE;
    timeout->message = TT_STR("no lock_timeout is set");
    timeout->detail = timeout->hint = (struct tt_str){0};
}

static void draft_related(struct draft *draft)
{
    static struct tt_related related[3];
    add_file(draft, TT_STR("1.sql"), TT_STR("CREATE TABLE orders (id bigint);\n"));
    related[0] = (struct tt_related){place(draft, 0, 31), TT_STR("the table is created here")};
    add_file(draft, TT_STR("9.sql"),
             TT_STR("\n\n\n\n\n\n\n\n\nALTER TABLE orders ADD COLUMN total numeric;\n"
                    "ALTER TABLE orders DROP COLUMN amount;\n"));
    related[1] = (struct tt_related){place(draft, 9, 52), TT_STR("added here")};
    related[2] = (struct tt_related){{TT_STR("gone.sql"), {70, 120, 3}, {75, 120, 8}},
                                     TT_STR("in a file that was not read")};
    struct tt_finding *finding = add(draft, 54, 91);
    finding->related = related;
    finding->related_count = 3;
}

static void draft_places(struct draft *draft)
{
    add_file(draft, TT_STR("tabs.sql"), TT_STR("\tALTER\tTABLE \xC3\xA9\xE6\xBC\xA2 x;\r\n"));
    add(draft, 7, 12);
    add(draft, 13, 18);
    add(draft, 19, 20);
    add_file(draft, TT_STR("ends.sql"), TT_STR("one;\n\ntwo"));
    add(draft, 0, 6); /* over the end of a line */
    add(draft, 5, 5); /* on an empty one */
    add(draft, 9, 9); /* at the end of the file */
    size_t len = 50000;
    char *line = tt_new_array(draft->arena, char, len);
    memset(line, 'x', len);
    for (size_t i = 0; i < 4; i++) {
        line[25000 + i] = "HERE"[i];
    }
    add_file(draft, TT_STR("long.sql"), (struct tt_str){line, len});
    add(draft, 0, 3);
    add(draft, 25000, 25004);
    add(draft, len - 4, len);
    add(draft, 25000, len);
}

/* Bytes that try to break out of the line, the string or the command they stand in. */
static void draft_hostile(struct draft *draft)
{
    add_file(draft, TT_STR("./odd,name: 100%\n::error::x\xE9.sql"),
             TT_STR("DROP \"\x1B[31m\xE9\xE2\x80\xAE\" \0 ;\n"));
    struct tt_finding *finding = add(draft, 0, 4);
    finding->message = TT_STR("dropping \"a\x1B[31m\xE9\n::error::b\" at 100% \\ \"c\"");
    finding->detail = TT_STR("One\r\n::warning::two \0 three \xE2\x80\xAE four\xE2\x80\xAC.");
    finding->hint = TT_STR("SELECT '\xE9\t%0A';\n::error::injected");
    finding->rule = TT_STR("odd,rule: 100%");
}

/* More than GitHub shows, with lines that several findings share. */
static void draft_many(struct draft *draft)
{
    static const char *const paths[] = {"1.sql", "2.sql", "3.sql", "4.sql"};
    struct tt_str line = TT_STR("ALTER TABLE t RENAME a TO b; ALTER TABLE t DROP c;\n");
    enum { LINES = 20 };
    char *text = tt_new_array(draft->arena, char, LINES *line.len);
    for (size_t i = 0; i < LINES; i++) {
        memcpy(text + i * line.len, line.ptr, line.len);
    }
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        add_file(draft, tt_str_from(paths[i]), (struct tt_str){text, LINES * line.len});
        for (size_t j = 0; j < LINES; j++) {
            struct tt_finding *rename = add(draft, j * line.len, j * line.len + 27);
            rename->severity = i == 3 ? TT_NOTICE : i == 2 ? TT_WARNING : TT_ERROR;
            if (j % 2 == 0) {
                struct tt_finding *drop = add(draft, j * line.len + 29, j * line.len + 49);
                drop->rule = TT_STR("column-dropped");
                drop->severity = TT_NOTICE;
            }
        }
    }
    tt_vec_push(draft->arena, &draft->errors,
                (struct tt_report_error){.path = TT_STR("0.sql"),
                                         .message = TT_STR("cannot be read: No access")});
}

/* One line that a generator wrote, and text beyond what GitHub takes. */
static void draft_crowded(struct draft *draft)
{
    add_file(draft, TT_STR("a.sql"), TT_STR("DROP TABLE a; DROP TABLE b;\n"));
    size_t len = 70000;
    char *text = tt_new_array(draft->arena, char, len);
    for (size_t i = 0; i + 1 < len; i += 2) {
        text[i] = "\xC3\xA9"[0];
        text[i + 1] = "\xC3\xA9"[1];
    }
    for (size_t i = 0; i < 120; i++) {
        struct tt_finding *finding = add(draft, i % 20, 20);
        if (i == 0) {
            finding->detail = finding->hint = (struct tt_str){text, len};
        }
    }
}

static void draft_errors(struct draft *draft)
{
    draft_usual(draft);
    tt_vec_push(draft->arena, &draft->errors,
                (struct tt_report_error){.path = TT_STR("gone.sql"),
                                         .message = TT_STR("No such file or directory")});
    tt_vec_push(draft->arena, &draft->errors,
                (struct tt_report_error){.path = TT_STR("db/*"),
                                         .message = TT_STR("no file matches this pattern")});
    tt_vec_push(draft->arena, &draft->notes,
                (struct tt_report_error){.path = TT_STR("db"),
                                         .message = TT_STR("2 files of it have no SQL")});
}

/* What columns are of, when they are not bytes. */
static void draft_wide(struct draft *draft)
{
    add_file(draft, TT_STR("wide.sql"),
             TT_STR("\xEF\xBB\xBFx\xC3\xA9y\xE6\xBC\xA2\xF0\x9F\x98\x80 \xE9z\n"));
    add(draft, 3, 4);   /* x */
    add(draft, 6, 7);   /* y */
    add(draft, 10, 14); /* the emoji */
    add(draft, 16, 17); /* z */
}

/* Text that would be markup where it goes. */
static void draft_injected(struct draft *draft)
{
    static struct tt_related related[1];
    struct tt_str path = TT_STR("./a b%20|`@me`<x>]]>\xE9.sql");
    add_file(draft, path, TT_STR("DROP TABLE \"@octocat\";\n"));
    struct tt_finding *finding = add(draft, 0, 21);
    finding->message = TT_STR("@octocat | <img src=x> `code` [a](1) {0} {x} ]]> #1 &amp; $x$");
    /* What misleads is the point. NOLINTNEXTLINE(misc-misleading-bidirectional) */
    finding->detail = TT_STR("</details>\n\n# no *heading* __of__ ours https://example.org/x\n"
                             "| a | b |\n\x01\xEF\xBF\xBE \xE2\x80\xAE.");
    finding->hint = TT_STR("SELECT '```';\n````\n</system-out>@octocat ]]><failure/>");
    related[0] = (struct tt_related){place(draft, 0, 4), TT_STR("<b>@octocat</b> | `x`\ny")};
    finding->related = related;
    finding->related_count = 1;
    struct tt_finding *odd = add(draft, 0, 4);
    odd->rule = TT_STR("odd|rule<`@me`\n\"']]>");
    odd->hint = odd->detail = (struct tt_str){0};
}

/* What a project of many years has when it starts with tiptoe. */
static void draft_huge(struct draft *draft)
{
    enum { FILES = 1000, EACH = 100 };
    struct tt_str line = TT_STR("ALTER TABLE t RENAME a TO b;\n");
    char *text = tt_new_array(draft->arena, char, EACH *line.len);
    for (size_t i = 0; i < EACH; i++) {
        memcpy(text + i * line.len, line.ptr, line.len);
    }
    for (size_t i = 0; i < FILES; i++) {
        add_file(draft, tt_str_format(draft->arena, "db/%zu_change.sql", i),
                 (struct tt_str){text, EACH * line.len});
        for (size_t j = 0; j < EACH; j++) {
            struct tt_finding *finding = add(draft, j * line.len, j * line.len + 27);
            (void)snprintf(finding->fingerprint, sizeof(finding->fingerprint), "%016zx", j);
        }
    }
}

/* So many and such long paths that not even their names fit. */
static void draft_scattered(struct draft *draft)
{
    for (size_t i = 0; i < 60; i++) {
        struct tt_str path = tt_str_format(draft->arena, "%0*zu.sql", i == 40 ? 5000 : 120, i);
        add_file(draft, path, TT_STR("DROP TABLE t;\n"));
        add(draft, 0, 12);
    }
}

static void draft_narrow(struct draft *draft)
{
    draft_usual(draft);
    draft->report.width = 60;
}

/* The first finding of a file and the only one of another are held back. */
static void draft_suppressed(struct draft *draft)
{
    draft_usual(draft);
    draft->findings.items[1].suppressed = TT_SUPPRESSED_IN_SOURCE;
    draft->findings.items[1].reason = TT_STR("200 rows \xE2\x80\x94 \"small\"");
    add_file(draft, TT_STR("migrations/3_old.sql"), TT_STR("DROP TABLE t;\n"));
    add(draft, 0, 12)->suppressed = TT_SUPPRESSED_IN_BASELINE;
}

/* Nothing is left to show. */
static void draft_accepted(struct draft *draft)
{
    add_file(draft, TT_STR("old.sql"), TT_STR("DROP TABLE t;\n"));
    add(draft, 0, 12)->suppressed = TT_SUPPRESSED_IN_BASELINE;
}

static const struct {
    const char *name;
    void (*make)(struct draft *draft);
} drafts[] = {
    {"clean", draft_clean},         {"nothing", draft_nothing},
    {"usual", draft_usual},         {"related", draft_related},
    {"places", draft_places},       {"hostile", draft_hostile},
    {"many", draft_many},           {"crowded", draft_crowded},
    {"errors", draft_errors},       {"narrow", draft_narrow},
    {"scattered", draft_scattered}, {"suppressed", draft_suppressed},
    {"accepted", draft_accepted},   {"wide", draft_wide},
    {"injected", draft_injected},   {"huge", draft_huge},
};

static void put(struct tt_sink *sink, struct tt_str bytes)
{
    (void)sink;
    fwrite(bytes.ptr, 1, bytes.len, stdout);
}

static bool print(struct draft *draft, const char *format)
{
    struct tt_sink sink = {put};
    draft->report.findings = draft->findings.items;
    draft->report.finding_count = draft->findings.count;
    draft->report.files = draft->files.items;
    draft->report.file_count = draft->files.count;
    draft->report.errors = draft->errors.items;
    draft->report.error_count = draft->errors.count;
    draft->report.notes = draft->notes.items;
    draft->report.note_count = draft->notes.count;
    draft->report.pg_version = 15;
    for (size_t i = 0; tt_reporters[i]; i++) {
        if (strcmp(tt_reporters[i]->name, format) == 0) {
            tt_report_print(tt_reporters[i], draft->arena, &sink, &draft->report);
            return true;
        }
    }
    return false;
}

int main(int argc, char **argv)
{
    enum { DRAFTS = sizeof(drafts) / sizeof(drafts[0]) };
    struct tt_arena arena = {0};
    struct draft draft = {.arena = &arena};
    bool printed = false;
    for (size_t i = 0; i < DRAFTS && argc == 1; i++) {
        printf("%s\n", drafts[i].name);
        printed = true;
    }
    for (size_t i = 0; i < DRAFTS && argc > 2; i++) {
        if (strcmp(drafts[i].name, argv[1]) == 0) {
            draft.report.color = argc > 3;
            drafts[i].make(&draft);
            printed = print(&draft, argv[2]);
        }
    }
    tt_arena_release(&arena);
    if (!printed) {
        fputs("usage: report [NAME FORMAT [color]]\n", stderr);
    }
    return printed ? 0 : 2;
}
