/*
 * Feeds a migration to the linter, behind a small history. The first byte chooses the release,
 * the second how the file is run. Whatever the bytes are:
 *   - findings have places in the file, messages, and come again for the same bytes,
 *     also when the file was parsed ahead;
 *   - with other line ends the same is found on the same lines;
 *   - a broken statement behind all others takes no finding away;
 *   - making the edits comes to an end.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "fix/apply.h"
#include "fuzz.h"
#include "tiptoe.h"

enum { ROUNDS_MAX = 12, BYTES_MAX = 20000 };

static const char history[] =
    "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(50) NOT NULL, name text);\n"
    "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users, note text);\n"
    "CREATE INDEX orders_note ON orders (note);\n"
    "CREATE TYPE mood AS ENUM ('sad', 'ok');\n"
    "CREATE TABLE events (id bigint, at timestamptz) PARTITION BY RANGE (at);\n"
    "CREATE TABLE events_old PARTITION OF events DEFAULT;\n"
    "CREATE VIEW names AS SELECT name FROM users;\n";

struct found {
    struct tt_arena *arena;
    struct tt_str text;
    TT_VEC(struct tt_finding) findings;
};

struct run {
    const struct tt_linter *linter;
    struct tt_part part;
    bool ahead;
};

static void check_place(const struct tt_place *place, struct tt_str text)
{
    require(place->start.offset <= place->end.offset && place->end.offset <= text.len);
    require(place->start.line >= 1 && place->start.column >= 1);
    require(place->end.line >= place->start.line);
}

static void keep(const struct tt_finding *finding, void *user)
{
    struct found *found = user;
    struct tt_finding kept = *finding;
    struct tt_edit *edits = tt_new_array(found->arena, struct tt_edit, finding->edit_count);
    check_place(&finding->place, found->text);
    require(finding->message.len > 0 && finding->rule.len > 0);
    require(strlen(finding->fingerprint) == 16);
    for (size_t i = 0; i < finding->edit_count; i++) {
        edits[i] = finding->edits[i];
        edits[i].text = tt_str_copy(found->arena, edits[i].text);
        edits[i].place.path = tt_str_copy(found->arena, edits[i].place.path);
    }
    kept.edits = edits;
    kept.rule = tt_str_copy(found->arena, finding->rule);
    tt_vec_push(found->arena, &found->findings, kept);
}

static struct found lint(struct tt_arena *arena, const struct run *run, struct tt_str text)
{
    struct tt_session *session = tt_session_create(run->linter);
    struct tt_file before = {
        .path = TT_STR("1.sql"), .text = {history, sizeof(history) - 1}, .is_history = true};
    struct tt_part part = run->part;
    part.end = text.len;
    struct tt_file file = {
        .path = TT_STR("2.sql"), .text = text, .parts = &part, .part_count = 1};
    struct found found = {.arena = arena, .text = text};
    struct tt_file_report report;
    tt_session_check(session, &before, NULL, NULL, &report);
    file.reading = run->ahead ? tt_reading_create(&file) : NULL;
    tt_session_check(session, &file, keep, &found, &report);
    tt_reading_destroy(file.reading);
    tt_session_destroy(session);
    require(report.unchecked <= report.statements);
    return found;
}

static bool is_same(const struct tt_finding *a, const struct tt_finding *b)
{
    return tt_str_equal(a->rule, b->rule) && a->severity == b->severity &&
           a->place.start.line == b->place.start.line && a->suppressed == b->suppressed;
}

static void require_same(const struct found *a, const struct found *b)
{
    require(a->findings.count == b->findings.count);
    for (size_t i = 0; i < a->findings.count; i++) {
        require(is_same(&a->findings.items[i], &b->findings.items[i]));
    }
}

static bool has_unread(const struct found *found)
{
    for (size_t i = 0; i < found->findings.count; i++) {
        if (found->findings.items[i].unread) {
            return true;
        }
    }
    return false;
}

static void check_line_ends(struct tt_arena *arena, const struct run *run,
                            const struct found *found)
{
    struct tt_str text = found->text;
    char *other = tt_take_bytes(arena, 2 * text.len + 1);
    size_t len = 0;
    if (text.len == 0 || memchr(text.ptr, '\r', text.len)) {
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            other[len++] = '\r';
        }
        other[len++] = text.ptr[i];
    }
    struct found again = lint(arena, run, (struct tt_str){other, len});
    require_same(found, &again);
}

static void check_broken_neighbour(struct tt_arena *arena, const struct run *run,
                                   const struct found *found)
{
    struct tt_str longer = tt_str_format(arena, TT_FMT "\n;\nALTER TABEL x;\n",
                                         TT_ARG(found->text));
    /* What is open at the end takes in all that follows; company makes one text a transaction.
     */
    if (has_unread(found) || run->part.as_one_text ||
        memchr(found->text.ptr, '\0', found->text.len)) {
        return;
    }
    struct found again = lint(arena, run, longer);
    require(has_unread(&again));
    for (size_t i = 0; i < found->findings.count; i++) {
        const struct tt_finding *finding = &found->findings.items[i];
        /* Of a comment that stood behind all statements, and does no more. */
        bool stays = tt_str_starts(finding->rule, "ignore-");
        for (size_t j = 0; j < again.findings.count && !stays; j++) {
            stays = is_same(finding, &again.findings.items[j]);
        }
        require(stays);
    }
}

static void check_edits(struct tt_arena *arena, const struct run *run, struct found found)
{
    size_t made = 1;
    for (int round = 0; made > 0; round++) {
        require(round < ROUNDS_MAX);
        bool *each = tt_new_array(arena, bool, found.findings.count + 1);
        struct tt_str text = found.text;
        made = tt_fix_apply(arena, TT_STR("2.sql"), false, found.findings.items,
                            found.findings.count, each, &text);
        if (made > 0) {
            found = lint(arena, run, text);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tt_arena arena = {0};
    struct tt_error error;
    static const char *const strict[] = {"strict", "style"};
    if (size < 2 || size > BYTES_MAX) {
        return 0;
    }
    struct tt_options options = {.pg_version = data[0] % 9 == 8 ? 0 : 12 + data[0] % 9};
    if (data[1] & 1) {
        options.presets = strict;
        options.preset_count = 2;
    }
    struct tt_linter *linter = tt_linter_create(&options, &error);
    struct run run = {.linter = linter,
                      .part = {.in_transaction = data[1] & 2, .as_one_text = data[1] & 4}};
    char *copy = tt_take_bytes(&arena, size - 1);
    memcpy(copy, data + 2, size - 2);
    copy[size - 2] = '\0';
    struct found found = lint(&arena, &run, (struct tt_str){copy, size - 2});
    run.ahead = true;
    struct found again = lint(&arena, &run, found.text);
    require_same(&found, &again);
    run.ahead = false;
    check_line_ends(&arena, &run, &found);
    check_broken_neighbour(&arena, &run, &found);
    check_edits(&arena, &run, found);
    tt_linter_destroy(linter);
    tt_arena_release(&arena);
    return 0;
}
