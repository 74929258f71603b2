/* What rules may ask of the transaction, the session and the history. */
#include <assert.h>
#include <limits.h>

#include "lint/check.h"

/* A place in another file is none that a finding can point at. */
static void mind_file(const struct tt_check *check, struct tt_held *held)
{
    held->of_file_before = tt_model_held_from_before(check->model, held->relation);
    if (held->of_file_before) {
        held->since = (struct tt_span){0};
    }
}

bool tt_check_held(const struct tt_check *check, size_t *index, struct tt_held *ret_held)
{
    size_t count = 0;
    struct tt_relation *const *all = tt_model_held_strong(check->model, &count);
    while (*index < count) {
        struct tt_held held = {.relation = all[(*index)++]};
        held.mode = tt_model_held_before(check->model, held.relation, &held.since);
        mind_file(check, &held);
        const struct tt_relation *relation = held.relation;
        if (held.mode != TT_LOCK_COUNT && tt_lock_blocks_writes(held.mode) &&
            relation->exists && !relation->is_partition && relation->kind != TT_SEQUENCE &&
            !tt_check_is_new(check, relation)) {
            *ret_held = held;
            return true;
        }
    }
    return false;
}

size_t tt_check_held_for_reads(struct tt_check *check, struct tt_held **ret_held)
{
    TT_VEC(struct tt_held) found = {0};
    size_t count = 0;
    struct tt_relation *const *all = tt_model_held_strong(check->model, &count);
    for (size_t i = 0; i < count && found.count < TT_ALSO_MAX; i++) {
        struct tt_relation *each = all[i];
        bool table = each->kind == TT_TABLE || each->kind == TT_PARTITIONED_TABLE;
        if (table && each->exists && !each->is_partition && !tt_check_is_new(check, each) &&
            tt_lock_blocks_reads(tt_model_held(check->model, each))) {
            struct tt_held held = {
                .relation = each, .mode = each->held, .since = each->held_span};
            mind_file(check, &held);
            tt_vec_push(&check->arena, &found, held);
        }
    }
    *ret_held = found.items;
    return found.count;
}

const struct tt_unguarded *tt_check_unguarded(const struct tt_check *check)
{
    return tt_model_unguarded(check->model);
}

bool tt_check_waits_bounded(const struct tt_check *check)
{
    return tt_model_is_bounded(check->model);
}

bool tt_check_left_open(const struct tt_check *check, struct tt_span *ret_begin)
{
    return tt_model_left_open(check->model, ret_begin);
}

int tt_check_option(const struct tt_check *check, size_t index)
{
    assert(index < TT_RULE_OPTIONS_MAX);
    return check->linter->rules[check->entry - tt_rules].numbers[index];
}

unsigned tt_check_age(const struct tt_check *check, struct tt_birth birth)
{
    return birth.file == 0 ? UINT_MAX : tt_birth_now(check->model).file - birth.file;
}

void tt_speak_of(struct tt_check *check, const struct tt_change *change)
{
    check->says_public = change->says_public;
}

enum { NAMES_BYTES = 120 };

struct tt_str tt_say_also(struct tt_check *check, struct tt_str names, struct tt_name name)
{
    if (names.len > NAMES_BYTES) {
        bool said = tt_str_is(tt_str_slice(names, names.len - 3, names.len), "...");
        return said ? names : tt_str_format(&check->arena, TT_FMT ", ...", TT_ARG(names));
    }
    return tt_str_format(&check->arena, TT_FMT "%s\"" TT_FMT "\"", TT_ARG(names),
                         names.len > 0 ? ", " : "", TT_ARG(tt_say_name(check, name)));
}

bool tt_check_is_recorded(const struct tt_check *check, struct tt_span before,
                          struct tt_span after)
{
    for (size_t i = 0; i < check->file->part_count; i++) {
        const struct tt_part *part = &check->file->parts[i];
        if (part->begins_record && before.start < part->start && part->start <= after.start) {
            return true;
        }
    }
    return false;
}
