#include "lint/hold.h"

#include <stdlib.h>

#include "base/str.h"

static void push(struct tt_check *check, struct tt_holds *holds, struct tt_hold_name *name,
                 size_t rule)
{
    struct tt_hold hold = {.span = name->holds, .rule = rule, .name = name};
    tt_vec_push(&check->arena, &holds->items, hold);
}

void tt_hold_add(struct tt_check *check, struct tt_holds *holds,
                 const struct tt_directive *directive, struct tt_span span,
                 struct tt_span stretch)
{
    struct tt_hold_name *name = tt_new(&check->arena, struct tt_hold_name);
    bool all = span.end == 0;
    *name = (struct tt_hold_name){
        .directive = directive,
        .span = span,
        .holds = stretch,
        .known = all,
        .next = holds->names,
    };
    holds->names = name;
    if (all) {
        push(check, holds, name, tt_rule_count);
        return;
    }
    struct tt_str word = tt_check_text(check, span);
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rule_is_called(&tt_rules[i], word)) {
            name->known = true;
            name->enabled = name->enabled || check->linter->rules[i].on;
            push(check, holds, name, i);
        }
    }
}

static int by_start(const void *left, const void *right)
{
    const struct tt_hold *a = left, *b = right;
    if (a->span.start != b->span.start) {
        return a->span.start < b->span.start ? -1 : 1;
    }
    /* The wider first, so that the narrower lies on top of it. */
    return a->span.end > b->span.end ? -1 : a->span.end < b->span.end;
}

/* The innermost that still holds at `offset`; what has ended falls off. */
static struct tt_hold *top(struct tt_hold **stack, size_t offset)
{
    while (*stack && (*stack)->span.end <= offset) {
        *stack = (*stack)->below;
    }
    return *stack;
}

static void hold_back(struct tt_finding *finding, const struct tt_hold *hold)
{
    finding->suppressed = TT_SUPPRESSED_IN_SOURCE;
    finding->reason = hold->name->directive->reason;
    hold->name->used = true;
}

void tt_hold_apply(struct tt_check *check, struct tt_holds *holds, size_t first)
{
    struct tt_hold **stacks = tt_new_array(&check->arena, struct tt_hold *, tt_rule_count + 1);
    size_t next = 0;
    tt_sort_findings(check, first);
    if (holds->items.count > 1) {
        qsort(holds->items.items, holds->items.count, sizeof(*holds->items.items), by_start);
    }
    for (size_t i = first; i < check->findings.count; i++) {
        struct tt_finding *finding = &check->findings.items[i];
        size_t offset = finding->place.start.offset;
        for (; next < holds->items.count && holds->items.items[next].span.start <= offset;
             next++) {
            struct tt_hold *hold = &holds->items.items[next];
            hold->below = stacks[hold->rule];
            stacks[hold->rule] = hold;
        }
        size_t rule = (size_t)(tt_rule_entry_find(finding->rule) - tt_rules);
        struct tt_hold *hold = top(&stacks[rule], offset);
        if (!hold && !finding->unread) {
            hold = top(&stacks[tt_rule_count], offset); /* what was not read must be named */
        }
        if (hold) {
            hold_back(finding, hold);
        }
    }
}
