/*
 * Liquibase's formatted SQL: AbstractFormattedChangeLogParser.java. Rollbacks and
 * preconditions are comments to SQL.
 */
#include "project/liquibase.h"

#include <string.h>

#include "base/str.h"
#include "project/changelog.h"

/* "-- word …", in any case, with or without blanks before the word. */
static bool says(struct tt_str line, struct tt_str word, struct tt_str *ret_rest)
{
    struct tt_str rest = tt_str_trim(line);
    if (!tt_line_says(rest, "--", &rest) ||
        !tt_str_equal_nocase(tt_str_slice(rest, 0, word.len), word)) {
        return false;
    }
    *ret_rest = tt_str_slice(rest, word.len, rest.len);
    return true;
}

bool tt_is_formatted_sql(struct tt_str text)
{
    struct tt_line line = {0};
    struct tt_str rest;
    if (tt_str_starts(text, "\xEF\xBB\xBF")) {
        line.end = 3;
    }
    while (tt_next_line(text, &line)) {
        if (tt_str_trim(line.text).len > 0) {
            return says(line.text, TT_STR("liquibase"), &rest) &&
                   tt_str_equal_nocase(tt_str_slice(tt_str_trim(rest), 0, 9),
                                       TT_STR("formatted"));
        }
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The words behind the author and the id, each an attribute, a colon and a value. */
static struct tt_changeset read_attributes(struct tt_str rest)
{
    struct tt_changeset changeset = tt_changeset_default;
    for (size_t at = 0; at < rest.len;) {
        size_t start = at, colon = rest.len;
        while (at < rest.len && !is_blank(rest.ptr[at])) {
            colon = rest.ptr[at] == ':' && colon == rest.len ? at : colon;
            if (rest.ptr[at] == '"') {
                const char *quote = memchr(rest.ptr + at + 1, '"', rest.len - at - 1);
                at = quote ? (size_t)(quote - rest.ptr) : at;
            }
            at++;
        }
        if (colon < at) {
            struct tt_str value = tt_str_slice(rest, colon + 1, at);
            bool quoted = tt_str_starts(value, "\"") && value.len > 1;
            tt_changeset_say(&changeset, tt_str_slice(rest, start, colon),
                             tt_str_slice(value, quoted, value.len - quoted));
        }
        at++;
    }
    return changeset;
}

/* "start" skips up to "end", a number that many lines. */
static void skip_lines(struct tt_str text, struct tt_str how, struct tt_line *line)
{
    struct tt_str rest;
    if (tt_str_is(how, "start")) {
        while (tt_next_line(text, line) && !(says(line->text, TT_STR("ignoreLines:"), &rest) &&
                                             tt_str_is(tt_str_trim(rest), "end"))) {
        }
        return;
    }
    unsigned long count = 0;
    for (size_t i = 0; i < how.len && how.ptr[i] >= '0' && how.ptr[i] <= '9'; i++) {
        count = count * 10 + (unsigned long)(how.ptr[i] - '0');
    }
    while (count-- > 0 && tt_next_line(text, line)) {
    }
}

struct reading {
    struct tt_changeset changeset;
    bool open;    /* nothing before the first changeset is run */
    bool goes_on; /* lines of it were left out before */
    struct tt_span sql;
};

static void finish(struct tt_arena *arena, struct reading *reading, struct tt_str text,
                   size_t end, tt_parts *ret_parts)
{
    reading->sql.end = end;
    if (reading->open) {
        tt_changeset_cut(arena, &reading->changeset, text, reading->sql, reading->goes_on,
                         ret_parts);
    }
}

static void remark(struct tt_arena *arena, struct tt_remark remark, tt_parts *ret_parts)
{
    tt_vec_push(arena, &ret_parts->remarks, remark);
}

static void cut_changelog(struct tt_arena *arena, const struct tt_migration_text *text,
                          tt_parts *ret_parts)
{
    struct tt_changelog changelog;
    struct tt_changelog_content content;
    tt_changelog_read(&changelog, arena, text->path, text->text);
    tt_changelog_interpret(&changelog, &content);
    *ret_parts = content.parts;
    ret_parts->text = content.text;
    if (ret_parts->count == 0) { /* none is not the same as one that is empty */
        tt_vec_push(arena, ret_parts, (struct tt_part){0});
    }
    if (changelog.problem.len > 0) {
        size_t len = text->text.len, at = changelog.problem_at;
        remark(arena,
               (struct tt_remark){.kind = TT_REMARK_NOT_CHECKED,
                                  .start = at,
                                  .end = at < len ? at + 1 : len,
                                  .message = changelog.problem,
                                  .detail = changelog.root
                                                ? TT_STR("What stands in their place is not "
                                                         "known.")
                                                : TT_STR("Nothing is known of what it runs."),
                                  .hint = changelog.hint},
               ret_parts);
    }
    if (content.no_sql_count > 0) {
        remark(arena,
               (struct tt_remark){
                   .kind = TT_REMARK_NO_SQL,
                   .start = content.no_sql.start,
                   .end = content.no_sql.end,
                   .message = tt_str_format(
                       arena, "%u change%s of this changelog %s no SQL and not checked",
                       content.no_sql_count, content.no_sql_count == 1 ? "" : "s",
                       content.no_sql_count == 1 ? "is" : "are"),
                   .detail = tt_str_format(arena,
                                           "This is the first, " TT_FMT ". Liquibase makes SQL "
                                           "of it when it runs, and what that locks, breaks "
                                           "and makes is not known.",
                                           TT_ARG(content.no_sql_name)),
                   .hint = TT_STR("Check what \"liquibase update-sql\" prints, too."),
               },
               ret_parts);
    }
}

void tt_cut_liquibase(struct tt_arena *arena, const struct tt_migration_text *text,
                      tt_parts *ret_parts)
{
    if (tt_changelog_format(text->path) != TT_FORMAT_NONE) {
        cut_changelog(arena, text, ret_parts);
        return;
    }
    if (!tt_is_formatted_sql(text->text)) {
        const struct tt_changeset *how = text->how ? text->how : &tt_changeset_default;
        tt_changeset_cut(arena, how, text->text, (struct tt_span){0, text->text.len}, false,
                         ret_parts);
        return;
    }
    struct reading reading = {0};
    struct tt_line line = {0};
    struct tt_str rest = {0};
    while (tt_next_line(text->text, &line)) {
        bool begins = says(line.text, TT_STR("changeset"), &rest) &&
                      (tt_str_starts(rest, " ") || tt_str_starts(rest, "\t"));
        bool ignores = !begins && says(line.text, TT_STR("ignoreLines:"), &rest);
        if (!begins && !ignores) {
            continue;
        }
        finish(arena, &reading, text->text, line.start, ret_parts);
        if (begins) {
            reading.changeset = read_attributes(rest);
            reading.open = true;
        } else {
            skip_lines(text->text, tt_str_trim(rest), &line);
        }
        reading.goes_on = ignores;
        reading.sql.start = line.end;
    }
    finish(arena, &reading, text->text, text->text.len, ret_parts);
}
