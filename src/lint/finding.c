/* From what a rule says to what a user gets. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "lint/check.h"

struct tt_arena *tt_check_arena(struct tt_check *check)
{
    return &check->arena;
}

int tt_check_pg_version(const struct tt_check *check)
{
    return tt_model_pg_version(check->model);
}

struct tt_str tt_check_tool(const struct tt_check *check)
{
    return check->file->tool.len > 0 ? check->file->tool : TT_STR("the tool");
}

struct tt_str tt_check_way_out(const struct tt_check *check)
{
    return check->file->way_out;
}

bool tt_check_is_new(const struct tt_check *check, const struct tt_relation *relation)
{
    return tt_relation_is_new(check->model, relation);
}

bool tt_check_may_hold_rows(const struct tt_check *check, const struct tt_relation *relation)
{
    return tt_may_hold_rows(check->model, relation);
}

enum tt_lock tt_check_lock(const struct tt_check *check, const struct tt_outcome *outcome,
                           const struct tt_relation *relation)
{
    enum tt_lock strongest = tt_model_held(check->model, relation);
    for (size_t i = 0; i < outcome->locks.count; i++) {
        const struct tt_lock_taken *taken = &outcome->locks.items[i];
        if (taken->relation == relation &&
            (strongest == TT_LOCK_COUNT || taken->mode > strongest)) {
            strongest = taken->mode;
        }
    }
    return strongest;
}

static const struct tt_related *related_of(struct tt_check *check, const struct tt_says *says)
{
    struct tt_related *related = tt_new_array(&check->arena, struct tt_related,
                                              says->also_count);
    for (unsigned i = 0; i < says->also_count; i++) {
        related[i] = (struct tt_related){
            .place = tt_source_place(&check->source, says->also[i].span.start,
                                     says->also[i].span.end),
            .message = tt_own_words(check, says->also[i].span, says->also[i].message),
        };
    }
    return related;
}

struct tt_str tt_check_text(const struct tt_check *check, struct tt_span span)
{
    return tt_str_slice(check->source.bytes, span.start, span.end);
}

bool tt_is_unread(const struct tt_rule *rule)
{
    return rule->voice == TT_VOICE_SYNTAX || rule->voice == TT_VOICE_NOT_CHECKED;
}

static void push(struct tt_check *check, const struct tt_rule_entry *entry,
                 const struct tt_says *says)
{
    struct tt_finding finding = {
        .rule = tt_str_from(entry->id),
        .severity = says->severe ? says->severity : entry->rule->severity,
        .certainty = says->certainty,
        .place = tt_source_place(&check->source, says->span.start, says->span.end),
        .message = tt_own_words(check, says->span, says->message),
        .detail = tt_own_words(check, says->span, says->detail),
        .hint = tt_own_words(check, says->span, says->hint),
        .unread = tt_is_unread(entry->rule),
        .excerpt = tt_source_line(&check->source, says->span.start),
        .related = related_of(check, says),
        .related_count = says->also_count,
    };
    tt_vec_push(&check->arena, &check->findings, finding);
}

void tt_report(struct tt_check *check, struct tt_says says)
{
    push(check, check->entry, &says);
}

void tt_report_as(struct tt_check *check, enum tt_voice voice, struct tt_says says)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rules[i].rule->voice == voice && check->linter->enabled[i]) {
            push(check, &tt_rules[i], &says);
        }
    }
}

static int by_place(const void *left, const void *right)
{
    const struct tt_finding *a = left, *b = right;
    if (a->place.start.offset != b->place.start.offset) {
        return a->place.start.offset < b->place.start.offset ? -1 : 1;
    }
    return tt_str_compare(a->rule, b->rule);
}

void tt_sort_findings(struct tt_check *check, size_t first)
{
    if (check->findings.count > first + 1) {
        qsort(check->findings.items + first, check->findings.count - first,
              sizeof(*check->findings.items), by_place);
    }
}

static uint64_t hash(uint64_t seed, struct tt_str text)
{
    static const uint64_t prime = 1099511628211u; /* FNV-1a */
    bool blank = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
            blank = true; /* how it is laid out says nothing */
            continue;
        }
        seed = blank ? (seed ^ ' ') * prime : seed;
        seed = (seed ^ byte) * prime;
        blank = false;
    }
    return (seed ^ 0xFF) * prime;
}

static size_t last_slash(struct tt_str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/') {
        end--;
    }
    return end;
}

static bool has_digit(struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9') {
            return true;
        }
    }
    return false;
}

/*
 * The last part of the path, which does not depend on where the program runs;
 * with the folder before it where all files are called "up.sql" or the like.
 */
static struct tt_str migration_name(struct tt_str path)
{
    size_t start = last_slash(path);
    struct tt_str name = tt_str_slice(path, start, path.len);
    if (start > 0 && !has_digit(name)) {
        start = last_slash(tt_str_slice(path, 0, start - 1));
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

static uint64_t hash_finding(struct tt_check *check, const struct tt_finding *finding)
{
    struct tt_span span = {finding->place.start.offset, finding->place.end.offset};
    uint64_t value = hash(14695981039346656037u, finding->rule);
    value = hash(value, migration_name(check->source.path));
    return hash(value, tt_check_text(check, span));
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
    tt_sort_findings(check, 0);
    uint64_t value = 0;
    for (size_t i = 0; i < check->findings.count; i++) {
        struct tt_finding *finding = &check->findings.items[i];
        if (i == 0 || !is_like(finding - 1, finding)) {
            value = hash_finding(check, finding);
        }
        set_fingerprint(check, &seen, finding, value);
    }
    tt_map_finish(&seen);
}

static struct tt_name keep(struct tt_check *check, struct tt_name name)
{
    return (struct tt_name){
        .schema = tt_str_copy(&check->arena, name.schema),
        .name = tt_str_copy(&check->arena, name.name),
    };
}

void tt_keep_changes(struct tt_check *check, const struct tt_outcome *outcome)
{
    check->changes.count = outcome->changes_before;
    for (size_t i = 0; i < outcome->changes.count; i++) {
        struct tt_change change = outcome->changes.items[i];
        change.name = keep(check, change.name);
        change.new_name = keep(check, change.new_name);
        change.owner = keep(check, change.owner);
        change.says_public = check->says_public;
        change.cost = NULL; /* of the statement alone */
        tt_vec_push(&check->arena, &check->changes, change);
    }
}
