/*
 * What tells a finding from others and stays the same while lines move and
 * layout, comments and the case of keywords change: the rule, the file's own
 * name, the statement, and the part of it that the finding is about.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>

#include "base/map.h"
#include "lint/check.h"
#include "sql/lexer.h"

enum { LINE_BYTES = 1000 }; /* of a line, which may be the whole file */

static const uint64_t BASIS = 14695981039346656037u, PRIME = 1099511628211u; /* FNV-1a */

static uint64_t add_byte(uint64_t value, char byte)
{
    return (value ^ (unsigned char)byte) * PRIME;
}

/* As it stands, but for carriage returns; `folded`: in lower case. */
static uint64_t add_text(uint64_t value, struct tt_str text, bool folded)
{
    assert(text.ptr || text.len == 0);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '\r') {
            value = add_byte(value, folded && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
        }
    }
    return add_byte(value, '\xFF');
}

/* A comment alone counts as it is: findings may be about one. */
static uint64_t add_sql(uint64_t value, struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    bool any = false;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        value = add_text(value, tt_str_slice(text, token.start, token.end),
                         token.kind == TT_TOKEN_WORD);
        any = true;
    }
    return any ? add_byte(value, '\xFF') : add_text(value, text, false);
}

/*
 * The last part of the path. The folders before it depend on where the program
 * runs; where all files are called "up.sql", readers tell them apart by path.
 */
static struct tt_str migration_name(struct tt_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/') {
        start--;
    }
    return tt_str_slice(path, start, path.len);
}

/* Says how often the hash was met before in this file. */
static uintptr_t count_again(struct tt_check *check, struct tt_map *seen, uint64_t value)
{
    struct tt_str bytes = {(const char *)&value, sizeof(value)};
    struct tt_str key = tt_str_copy(&check->arena, bytes);
    uintptr_t times = (uintptr_t)tt_map_get(seen, key);
    tt_map_set(seen, key, (void *)(times + 1)); // NOLINT(performance-no-int-to-ptr)
    return times;
}

/* The statements of the file, hashed as findings come by. */
struct statements {
    const struct tt_check *check;
    size_t at;
    size_t hashed; /* one more than the index of the one that `value` is of */
    uint64_t value;
};

/* Outside of statements, the line counts. */
static uint64_t statement_around(struct statements *all, const struct tt_finding *finding)
{
    const struct tt_check *check = all->check;
    size_t offset = finding->place.start.offset;
    while (all->at < check->places.count && check->places.items[all->at].span.end <= offset) {
        all->at++;
    }
    if (all->at == check->places.count || check->places.items[all->at].span.start > offset) {
        return add_sql(BASIS, tt_str_slice(finding->excerpt, 0, LINE_BYTES));
    }
    if (all->hashed != all->at + 1) {
        all->hashed = all->at + 1;
        all->value = add_sql(BASIS, tt_check_text(check, check->places.items[all->at].span));
    }
    return all->value;
}

static uint64_t hash_finding(struct statements *all, const struct tt_finding *finding)
{
    struct tt_span span = {finding->place.start.offset, finding->place.end.offset};
    uint64_t value = statement_around(all, finding);
    value = add_text(value, finding->rule, false);
    value = add_text(value, migration_name(all->check->source.path), false);
    return add_sql(value, tt_check_text(all->check, span));
}

/* One statement may be thousands of findings long, each of which has all of its text. */
static bool is_like(const struct tt_finding *a, const struct tt_finding *b)
{
    return tt_str_equal(a->rule, b->rule) && a->place.start.offset == b->place.start.offset &&
           a->place.end.offset == b->place.end.offset;
}

/* The same text twice in one file must not look like one finding. */
static void set_fingerprint(struct tt_check *check, struct tt_map *seen,
                            struct tt_finding *finding, uint64_t value)
{
    value += count_again(check, seen, value);
    (void)snprintf(finding->fingerprint, sizeof(finding->fingerprint), "%016llx",
                   (unsigned long long)value);
}

void tt_settle_findings(struct tt_check *check)
{
    struct tt_map seen = {0};
    struct statements statements = {.check = check};
    tt_sort_findings(check, 0);
    uint64_t value = 0;
    for (size_t i = 0; i < check->findings.count; i++) {
        struct tt_finding *finding = &check->findings.items[i];
        if (i == 0 || !is_like(finding - 1, finding)) {
            value = hash_finding(&statements, finding);
        }
        set_fingerprint(check, &seen, finding, value);
    }
    tt_map_finish(&seen);
}
