#include "found.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lint/session.h"

enum { FILE_END = 0x1E, TEXT_BYTES_MAX = 20000 };

/* The choice's bits: of the second byte. */
enum {
    ALL_RULES = 1,
    IN_TRANSACTION = 2,
    AS_ONE_TEXT = 4,
    MAKES_FILES = 8,
};

static const char small_history[] =
    "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(50) NOT NULL, name text);\n"
    "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users, note text);\n"
    "CREATE INDEX orders_note ON orders (note);\n"
    "CREATE TYPE mood AS ENUM ('sad', 'ok');\n"
    "CREATE TABLE events (id bigint, at timestamptz) PARTITION BY RANGE (at);\n"
    "CREATE TABLE events_old PARTITION OF events DEFAULT;\n"
    "CREATE VIEW names AS SELECT name FROM users;\n";

/* --- one trial --------------------------------------------------------------------- */

/* In blocks of their own, so that a sanitizer sees who reads on. */
static void cut_files(struct trial *trial, struct tt_str all)
{
    size_t start = 0;
    for (size_t i = 0; i <= all.len; i++) {
        bool ends = i == all.len || (all.ptr[i] == FILE_END && trial->count < FILES_MAX - 1);
        if (ends) {
            struct tt_str file = tt_str_slice(all, start, i);
            char *bytes = tt_take_bytes(trial->arena, file.len);
            if (file.len > 0) {
                memcpy(bytes, file.ptr, file.len);
            }
            trial->files[trial->count++] = (struct tt_str){bytes, file.len};
            start = i + 1;
        }
    }
    if (trial->count == 1) {
        trial->files[1] = trial->files[0];
        trial->files[0] = (struct tt_str){small_history, sizeof(small_history) - 1};
        trial->count = 2;
    }
}

struct job {
    struct trial *trial;
    void (*judge)(struct trial *trial);
};

static void work(void *user)
{
    struct job *job = user;
    job->judge(job->trial);
}

void with_trial(const uint8_t *data, size_t size, void (*judge)(struct trial *trial))
{
    static const char *const all_rules[] = {"strict", "style"};
    struct tt_arena arena = {0};
    struct tt_error error;
    struct choice choice = take_choice(data, &size);
    if (size > TEXT_BYTES_MAX) {
        return;
    }
    struct tt_options options = {
        .pg_version = choice.first % 9 == 0 ? 0 : 11 + choice.first % 9,
        .presets = choice.second & ALL_RULES ? all_rules : NULL,
        .preset_count = choice.second & ALL_RULES ? 2 : 0,
    };
    struct tt_linter *linter = tt_linter_create(&options, &error);
    require(linter != NULL);
    struct trial trial = {
        .arena = &arena,
        .session = tt_session_create(linter),
        .part = {.in_transaction = choice.second & IN_TRANSACTION,
                 .as_one_text = choice.second & AS_ONE_TEXT},
        .makes_files = choice.second & MAKES_FILES,
    };
    struct job job = {&trial, judge};
    cut_files(&trial, (struct tt_str){(const char *)data, size});
    tt_session_keep(trial.session);
    tt_session_run(trial.session, work, &job);
    tt_session_destroy(trial.session);
    tt_linter_destroy(linter);
    tt_arena_release(&arena);
}

/* --- what is found ------------------------------------------------------------------ */

static struct tt_position position_of(struct tt_str text, size_t offset)
{
    struct tt_position position = {.offset = offset, .line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        position.column = text.ptr[i] == '\n' ? 1 : position.column + 1;
        position.line += text.ptr[i] == '\n';
    }
    return position;
}

void check_position(const struct tt_position *position, struct tt_str text)
{
    require(position->offset <= text.len);
    struct tt_position counted = position_of(text, position->offset);
    require(position->line == counted.line && position->column == counted.column);
}

static void check_place(const struct tt_place *place, struct tt_str text)
{
    require(place->start.offset <= place->end.offset);
    check_position(&place->start, text);
    check_position(&place->end, text);
}

static void check_edits(const struct tt_finding *finding, struct tt_str text)
{
    size_t end = 0;
    require((finding->edit_count > 0) == (finding->fix.len > 0));
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct tt_edit *edit = &finding->edits[i];
        bool here = tt_str_equal(edit->place.path, finding->place.path);
        if (here) {
            check_place(&edit->place, text);
            require(i == 0 || edit->place.start.offset >= end);
            end = edit->place.end.offset;
        } else {
            require(edit->text.len > 0);
        }
    }
}

static void check_finding(const struct tt_finding *finding, struct tt_str text)
{
    check_place(&finding->place, text);
    for (size_t i = 0; i < finding->related_count; i++) {
        check_place(&finding->related[i].place, text);
        require(finding->related[i].message.len > 0);
    }
    require(finding->message.len > 0 && finding->rule.len > 0);
    require(!memchr(finding->message.ptr, '\n', finding->message.len));
    require(strlen(finding->fingerprint) == 16);
    require(finding->suppressed == TT_NOT_SUPPRESSED ||
            finding->suppressed == TT_SUPPRESSED_IN_SOURCE);
    check_edits(finding, text);
}

static const struct tt_edit *copy_edits(struct tt_arena *arena, const struct tt_finding *from)
{
    struct tt_edit *edits = tt_new_array(arena, struct tt_edit, from->edit_count);
    for (size_t i = 0; i < from->edit_count; i++) {
        edits[i] = from->edits[i];
        edits[i].text = tt_str_copy(arena, edits[i].text);
        edits[i].place.path = tt_str_copy(arena, edits[i].place.path);
    }
    return edits;
}

static const struct tt_related *copy_related(struct tt_arena *arena,
                                             const struct tt_finding *from)
{
    struct tt_related *related = tt_new_array(arena, struct tt_related, from->related_count);
    for (size_t i = 0; i < from->related_count; i++) {
        related[i] = from->related[i];
        related[i].message = tt_str_copy(arena, related[i].message);
    }
    return related;
}

struct keeper {
    struct tt_arena *arena;
    struct found *found;
};

static void keep(const struct tt_finding *finding, void *user)
{
    struct keeper *keeper = user;
    struct tt_arena *arena = keeper->arena;
    struct tt_finding kept = *finding;
    check_finding(finding, keeper->found->text);
    size_t count = keeper->found->findings.count;
    require(count == 0 || keeper->found->findings.items[count - 1].place.start.offset <=
                              finding->place.start.offset);
    kept.rule = tt_str_copy(arena, finding->rule);
    kept.message = tt_str_copy(arena, finding->message);
    kept.detail = tt_str_copy(arena, finding->detail);
    kept.hint = tt_str_copy(arena, finding->hint);
    kept.reason = tt_str_copy(arena, finding->reason);
    kept.fix = tt_str_copy(arena, finding->fix);
    kept.edits = copy_edits(arena, finding);
    kept.related = copy_related(arena, finding);
    keeper->found->unread = keeper->found->unread || finding->unread;
    tt_vec_push(arena, &keeper->found->findings, kept);
}

void replay_history(const struct trial *trial)
{
    for (size_t i = 0; i + 1 < trial->count; i++) {
        struct tt_file_report report;
        struct tt_file file = {
            .path = tt_str_format(trial->arena, "%zu.sql", i + 1),
            .text = trial->files[i],
            .is_history = true,
        };
        tt_session_check(trial->session, &file, NULL, NULL, &report);
        require(report.unchecked <= report.statements);
    }
}

struct found check_last(const struct trial *trial, struct tt_str text, bool ahead)
{
    struct found found = {.text = text};
    struct keeper keeper = {trial->arena, &found};
    struct tt_part part = trial->part;
    part.end = text.len;
    struct tt_file file = {
        .path = TT_STR("8.sql"), .text = text, .parts = &part, .part_count = 1};
    if (trial->makes_files) {
        file.later_path = TT_STR("9.sql");
    }
    struct tt_session_mark mark = tt_session_mark(trial->session);
    file.reading = ahead ? tt_reading_create(&file) : NULL;
    tt_session_check(trial->session, &file, keep, &keeper, &found.report);
    tt_reading_destroy(file.reading);
    tt_session_rewind(trial->session, &mark);
    require(found.report.unchecked <= found.report.statements);
    return found;
}

/* --- one held against the other ------------------------------------------------------ */

static bool is_same_place(const struct tt_place *a, const struct tt_place *b)
{
    return a->start.offset == b->start.offset && a->end.offset == b->end.offset;
}

static bool is_same_line(const struct tt_place *a, const struct tt_place *b)
{
    return a->start.line == b->start.line && a->start.column == b->start.column &&
           a->end.line == b->end.line;
}

/* Line ends apart. */
static bool is_same_text(struct tt_str a, struct tt_str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        i += i < a.len && a.ptr[i] == '\r';
        j += j < b.len && b.ptr[j] == '\r';
        if (i == a.len || j == b.len) {
            return i == a.len && j == b.len;
        }
        if (a.ptr[i++] != b.ptr[j++]) {
            return false;
        }
    }
}

static void require_same_finding(const struct tt_finding *a, const struct tt_finding *b,
                                 bool exact)
{
    bool (*same_text)(struct tt_str, struct tt_str) = exact ? tt_str_equal : is_same_text;
    bool (*same_place)(const struct tt_place *, const struct tt_place *) = exact ? is_same_place
                                                                                 : is_same_line;
    require(tt_str_equal(a->rule, b->rule) && a->severity == b->severity);
    require(a->certainty == b->certainty && a->unread == b->unread);
    require(a->suppressed == b->suppressed && same_text(a->reason, b->reason));
    require(same_place(&a->place, &b->place));
    require(same_text(a->message, b->message));
    require(same_text(a->detail, b->detail));
    require(same_text(a->hint, b->hint));
    require(strcmp(a->fingerprint, b->fingerprint) == 0);
    require(a->related_count == b->related_count && a->edit_count == b->edit_count);
    for (size_t i = 0; i < a->related_count; i++) {
        require(same_place(&a->related[i].place, &b->related[i].place));
        require(same_text(a->related[i].message, b->related[i].message));
    }
    for (size_t i = 0; i < a->edit_count; i++) {
        require(same_place(&a->edits[i].place, &b->edits[i].place));
        require(same_text(a->edits[i].text, b->edits[i].text));
    }
}

static void require_all_same(const struct found *a, const struct found *b, bool exact)
{
    require(a->report.statements == b->report.statements);
    require(a->report.unchecked == b->report.unchecked);
    require(a->report.pg_version == b->report.pg_version);
    for (size_t i = 0; i < a->findings.count && i < b->findings.count; i++) {
        require_same_finding(&a->findings.items[i], &b->findings.items[i], exact);
    }
    require(a->findings.count == b->findings.count);
}

void require_same(const struct found *a, const struct found *b)
{
    require_all_same(a, b, true);
}

void require_same_words(const struct found *a, const struct found *b)
{
    require_all_same(a, b, false);
}

bool has_finding(const struct found *found, struct tt_str rule, size_t start)
{
    for (size_t i = 0; i < found->findings.count; i++) {
        const struct tt_finding *each = &found->findings.items[i];
        if (each->place.start.offset == start && tt_str_equal(each->rule, rule)) {
            return true;
        }
    }
    return false;
}

bool with_other_line_ends(struct tt_arena *arena, struct tt_str text, struct tt_str *ret_text)
{
    char *other = tt_take_bytes(arena, 2 * text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\r') {
            return false;
        }
        if (text.ptr[i] == '\n') {
            other[len++] = '\r';
        }
        other[len++] = text.ptr[i];
    }
    *ret_text = (struct tt_str){other, len};
    return len > text.len;
}
