/*
 * check_rules examples          - runs every example in the rules' own documentation
 * check_rules marks FILE.sql... - runs files whose comments mark the findings
 *
 * A mark is a comment with a caret under the place, and the rule's id:
 *
 *     ALTER TABLE t ADD COLUMN a int NOT NULL;
 *     --                       ^ column-added-not-null-without-default
 *
 * "-- ^" marks the first column. A finding that a comment in the file holds back is marked
 * "RULE, ignored". The findings and the marks of a file must be the same set, but for
 * the advice of is_everywhere(), which counts only in files that mark it. A line that says
 * "-- next migration" ends one file of the history and begins the next; one
 * that says "-- pg 18", at the top, gives the release, and "-- preset style" has
 * rules of taste judge the file instead of the strict ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "fix/apply.h"
#include "lint/table.h"
#include "model/version.h"
#include "project/project.h"

enum {
    MARKS_MAX = 512,
    FILE_BYTES = 1 << 18,
    FIRST_COLUMN_AT = 3, /* of the caret in "-- ^", which can't stand further left */
};

struct mark {
    unsigned line;
    unsigned column;
    struct tt_str rule;
    bool ignored;
    bool met;
};

struct tally {
    const char *path;
    const char *rule; /* examples: the only rule that counts */
    const char *const *presets;
    size_t preset_count;
    struct mark marks[MARKS_MAX];
    unsigned mark_count;
    unsigned line_base; /* lines of the file before this migration */
    unsigned found;
    unsigned fixable;                 /* of them, those with edits */
    struct tt_arena *arena;           /* examples: of what is kept of them */
    TT_VEC(struct tt_finding) to_fix; /* in the migration at hand */
    struct tt_str fixed;              /* the example, with the edits made */
    unsigned passed;
    unsigned failed;
};

static void judge(struct tally *tally, bool ok, unsigned line, const char *problem)
{
    tally->passed += ok;
    tally->failed += !ok;
    if (!ok) {
        fprintf(stderr, "%s:%u: %s\n", tally->path, line, problem);
    }
}

/* The text up to the next separator; `*rest` moves past it, `*ret_lines` is how many lines. */
static struct tt_str next_migration(struct tt_str *rest, unsigned *ret_lines)
{
    struct tt_str whole = *rest, line;
    *ret_lines = 0;
    while (tt_str_next_line(rest, &line)) {
        ++*ret_lines;
        if (tt_str_is(tt_str_trim(line), "-- next migration")) {
            return tt_str_slice(whole, 0, (size_t)(line.ptr - whole.ptr));
        }
    }
    return whole;
}

/* What an example says is known of the file: a word, or whose file it is. */
static void tell(struct tt_arena *arena, struct tt_file *file, struct tt_str known)
{
    const struct tt_series series = {.layout = tt_layout_find(known)};
    const struct tt_migration_file migration = {.path = "migrations/1_example.sql"};
    if (series.layout) {
        tt_project_cut(arena, &series, &migration, file);
    }
    file->is_edited = tt_str_is(known, "edited");
    file->sorts_before = tt_str_is(known, "late") ? TT_STR("0099_ran.sql") : TT_STR("");
    file->same_version = tt_str_is(known, "twice") ? TT_STR("0042_other.sql") : TT_STR("");
    static const struct tt_remark refused = {
        .kind = TT_REMARK_REFUSED, .end = 1, .message = {"refused", 7}};
    static const struct tt_remark waits = {
        .kind = TT_REMARK_WAITS, .end = 1, .message = {"waits", 5}};
    static const struct tt_remark no_sql = {
        .kind = TT_REMARK_NO_SQL, .end = 1, .message = {"no SQL", 6}};
    file->remarks = tt_str_is(known, "refused")  ? &refused
                    : tt_str_is(known, "waits")  ? &waits
                    : tt_str_is(known, "no-sql") ? &no_sql
                                                 : NULL;
    file->remark_count = file->remarks != NULL;
}

/* Adds what the edits make of the migration to the fixed example. */
static void fix_migration(struct tally *tally, struct tt_str migration, bool more)
{
    size_t count = tally->to_fix.count;
    bool *made = tt_new_array(tally->arena, bool, count);
    tt_fix_apply(tally->arena, tt_str_from(tally->path), false, tally->to_fix.items, count,
                 made, &migration);
    tally->fixed = tt_str_format(tally->arena, TT_FMT TT_FMT "%s", TT_ARG(tally->fixed),
                                 TT_ARG(migration), more ? "-- next migration\n" : "");
    tally->to_fix.count = 0;
}

static void run(struct tally *tally, struct tt_str text, int pg_version, const char *known,
                tt_finding_fn *on_finding)
{
    struct tt_options options = {.pg_version = pg_version,
                                 .presets = tally->presets,
                                 .preset_count = tally->preset_count};
    struct tt_error error = {0};
    struct tt_linter *linter = tt_linter_create(&options, &error);
    if (!linter) {
        judge(tally, false, 0, error.message);
        return;
    }
    struct tt_session *session = tt_session_create(linter);
    struct tt_file_report report;
    tally->line_base = 0;
    while (text.len > 0) {
        unsigned lines = 0;
        struct tt_str migration = next_migration(&text, &lines);
        struct tt_file file = {.path = tt_str_from(tally->path), .text = migration};
        struct tt_arena arena = {0};
        tell(&arena, &file, tt_str_from(known));
        tt_session_check(session, &file, on_finding, tally, &report);
        if (tally->rule) {
            fix_migration(tally, migration, text.len > 0);
        }
        tt_arena_release(&arena);
        tally->line_base += lines;
    }
    tt_session_destroy(session);
    tt_linter_destroy(linter);
}

static void on_example_finding(const struct tt_finding *finding, void *user)
{
    struct tally *tally = user;
    bool wanted = tt_str_is(finding->rule, tally->rule) && !finding->suppressed;
    if (tt_str_is(finding->rule, "syntax-error") && !wanted) {
        judge(tally, false, finding->place.start.line, "the example does not parse");
    }
    tally->found += wanted;
    if (wanted) {
        judge(tally, finding->message.len > 0, finding->place.start.line, "it says nothing");
        judge(tally, (finding->edit_count > 0) == (finding->fix.len > 0),
              finding->place.start.line, "edits without a name, or a name without edits");
    }
    if (wanted && finding->edit_count > 0) {
        struct tt_finding kept = *finding;
        struct tt_edit *edits = tt_new_array(tally->arena, struct tt_edit, kept.edit_count);
        for (size_t i = 0; i < kept.edit_count; i++) {
            edits[i] = finding->edits[i];
            edits[i].text = tt_str_copy(tally->arena, edits[i].text);
        }
        kept.edits = edits;
        tt_vec_push(tally->arena, &tally->to_fix, kept);
        tally->fixable++;
    }
}

/* Made one after the other until there are none, they leave only what had no edits. */
static void run_fixed(struct tally *tally, const struct tt_example *example)
{
    enum { PASSES_MAX = 5 };
    for (int i = 0; i < PASSES_MAX && tally->fixable > 0; i++) {
        struct tt_str text = tally->fixed;
        unsigned found = tally->found, fixable = tally->fixable;
        tally->found = tally->fixable = 0;
        tally->fixed = TT_STR("");
        run(tally, text, example->pg_version, example->file, on_example_finding);
        judge(tally, tally->found < found, example->line, "its edits make nothing better");
        judge(tally, tally->fixable < fixable, example->line, "its edits ask for others");
        judge(tally, tally->found - tally->fixable <= found - fixable, example->line,
              "its edits make findings that have none");
    }
    judge(tally, tally->fixable == 0, example->line, "its edits come to no end");
}

static unsigned count_at(struct tally *tally, const struct tt_example *example, int pg_version)
{
    tally->found = tally->fixable = 0;
    tally->fixed = TT_STR("");
    run(tally, tt_str_from(example->sql), pg_version, example->file, on_example_finding);
    return tally->found;
}

/* What a rule's page says: it speaks from the oldest release on that the model knows. */
static void run_releases(struct tally *tally, const struct tt_rule_entry *entry)
{
    bool speaks = false, still = false;
    for (size_t i = 0; i < entry->example_count; i++) {
        const struct tt_example *example = &entry->examples[i];
        struct tt_arena arena = {0};
        tally->arena = &arena;
        if (example->findings > 0) {
            speaks = speaks || count_at(tally, example, TT_PG_OLDEST) > 0;
            still = still || example->pg_version > 0 || /* it is about old ones */
                    count_at(tally, example, TT_PG_NEWEST) > 0;
        }
        memset(&tally->to_fix, 0, sizeof(tally->to_fix));
        tt_arena_release(&arena);
    }
    judge(tally, speaks, 0, "says nothing in the oldest release, which its page names");
    judge(tally, still, 0, "says nothing in the newest release");
}

static void run_examples(struct tally *tally)
{
    static const char *const strict[] = {"strict"}, *const style[] = {"style"};
    tally->preset_count = 1;
    for (size_t i = 0; i < tt_rule_count; i++) {
        unsigned with_edits = 0;
        tally->path = tt_rules[i].id;
        judge(tally, tt_rule_entry_find(tt_str_from(tt_rules[i].id)) == &tt_rules[i], 0,
              "is not found by its name: are the rules sorted?");
        judge(tally, tt_rules[i].rule->family != TT_FAMILY_NONE, 0, "has no family");
        tally->presets = tt_rules[i].rule->preset == TT_PRESET_STYLE ? style : strict;
        for (size_t j = 0; j < tt_rules[i].example_count; j++) {
            const struct tt_example *example = &tt_rules[i].examples[j];
            tally->path = tally->rule = tt_rules[i].id;
            struct tt_arena arena = {0};
            tally->found = tally->fixable = 0;
            tally->arena = &arena;
            tally->fixed = TT_STR("");
            run(tally, tt_str_from(example->sql), example->pg_version, example->file,
                on_example_finding);
            judge(tally, tally->found == example->findings, example->line,
                  "the example does not report what it says");
            with_edits += tally->fixable;
            run_fixed(tally, example);
            memset(&tally->to_fix, 0, sizeof(tally->to_fix));
            tt_arena_release(&arena);
        }
        tally->fixable = 0;
        run_releases(tally, &tt_rules[i]);
        judge(tally, (with_edits > 0) == tt_rules[i].rule->fixes, 0,
              "its examples have edits and it says no word of them, or the other way round");
    }
}

/* Takes ", ignored" off. */
static bool take_ignored(struct tt_str *rule)
{
    const char *comma = rule->len > 0 ? memchr(rule->ptr, ',', rule->len) : NULL;
    rule->len = comma ? (size_t)(comma - rule->ptr) : rule->len;
    return comma != NULL;
}

static void collect_marks(struct tally *tally, struct tt_str text)
{
    struct tt_str line;
    unsigned number = 0, code_line = 0;
    tally->mark_count = 0;
    while (tt_str_next_line(&text, &line)) {
        number++;
        line = tt_str_slice(line, 0,
                            line.len - (line.len > 0 && line.ptr[line.len - 1] == '\r'));
        const char *caret = line.len > 2 ? memchr(line.ptr, '^', line.len) : NULL;
        if (!caret || !tt_str_starts(line, "--")) {
            code_line = number;
            continue;
        }
        if (tally->mark_count == MARKS_MAX) {
            judge(tally, false, number, "too many marks in one file");
            return;
        }
        size_t at = (size_t)(caret - line.ptr);
        struct mark mark = {
            .line = code_line,
            .column = at == FIRST_COLUMN_AT ? 1 : (unsigned)at + 1,
            .rule = tt_str_trim(tt_str_slice(line, at + 1, line.len)),
        };
        mark.ignored = take_ignored(&mark.rule);
        tally->marks[tally->mark_count++] = mark;
    }
}

/* Advice that nearly every file earns: it counts only where a mark says so. */
static bool is_everywhere(const struct tally *tally, const struct tt_finding *finding)
{
    static const char *const rules[] = {"duplicate-index", "foreign-key-without-index",
                                        "lock-timeout-missing", "rerun-fails"};
    bool everywhere = false;
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        everywhere = everywhere || tt_str_is(finding->rule, rules[i]);
    }
    for (unsigned i = 0; i < tally->mark_count; i++) {
        everywhere = everywhere && !tt_str_equal(tally->marks[i].rule, finding->rule);
    }
    return everywhere;
}

static void on_marked_finding(const struct tt_finding *finding, void *user)
{
    struct tally *tally = user;
    unsigned line = tally->line_base + finding->place.start.line;
    for (unsigned i = 0; i < tally->mark_count; i++) {
        struct mark *mark = &tally->marks[i];
        if (!mark->met && mark->line == line && mark->column == finding->place.start.column &&
            tt_str_equal(mark->rule, finding->rule) &&
            mark->ignored == (finding->suppressed == TT_SUPPRESSED_IN_SOURCE)) {
            mark->met = true;
            return;
        }
    }
    if (is_everywhere(tally, finding)) {
        return;
    }
    fprintf(stderr, "%s:%u:%u: no mark for " TT_FMT " (" TT_FMT ")\n", tally->path, line,
            finding->place.start.column, TT_ARG(finding->rule), TT_ARG(finding->message));
    tally->failed++;
}

static void run_file(struct tally *tally, const char *path)
{
    static char text[FILE_BYTES];
    FILE *file = fopen(path, "rb");
    tally->path = path;
    if (!file) {
        judge(tally, false, 0, "cannot read");
        return;
    }
    struct tt_str source = {text, fread(text, 1, sizeof(text), file)};
    fclose(file);
    judge(tally, source.len < sizeof(text), 0, "too large for a marked file");
    int version = 0;
    if (tt_str_starts(source, "-- pg ")) {
        version = (int)strtol(text + strlen("-- pg "), NULL, 10);
    }
    static const char *const strict[] = {"strict"}, *const style[] = {"style"};
    tally->presets = tt_str_starts(source, "-- preset style\n") ? style : strict;
    tally->preset_count = 1;
    collect_marks(tally, source);
    run(tally, source, version, "", on_marked_finding);
    for (unsigned i = 0; i < tally->mark_count; i++) {
        judge(tally, tally->marks[i].met, tally->marks[i].line, "marked, but not found");
    }
}

int main(int argc, char **argv)
{
    static struct tally tally;
    if (argc == 2 && strcmp(argv[1], "examples") == 0) {
        run_examples(&tally);
    }
    for (int i = 2; i < argc; i++) {
        run_file(&tally, argv[i]);
    }
    printf("%u passed, %u failed\n", tally.passed, tally.failed);
    return tally.failed > 0 || tally.passed == 0;
}
