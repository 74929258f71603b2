#include "lint/gone.h"

#include "lint/check.h"
#include "lint/fate.h"

/* Queries say the parent's name, not a partition's, nor that of one that has been a partition.
 */
static bool is_said(const struct tt_change *change)
{
    bool table = change->object == TT_OBJECT_TABLE && change->kind != TT_CHANGE_DROP;
    bool detached = change->relation && change->relation->detached;
    return !table || !(change->is_partition || detached);
}

void tt_each_gone(struct tt_check *check, const struct tt_migration *migration,
                  enum tt_change_kind kind, unsigned objects,
                  void (*say)(struct tt_check *check, const struct tt_change *change))
{
    for (size_t i = 0; i < migration->count; i++) {
        const struct tt_change *change = &migration->changes[i];
        const struct tt_fate *fate = tt_fate_of(migration, change);
        bool back = fate->back_in_transaction || (kind == TT_CHANGE_DROP && fate->back);
        bool used = !change->is_new && is_said(change) && !fate->passing && !fate->place &&
                    !back;
        if (change->kind == kind && (objects >> change->object & 1u) && used &&
            !fate->mixed_with) {
            tt_speak_of(check, change);
            say(check, change);
        }
    }
}

/* The option "files" of drop-too-soon, and 0 where that is off. */
static unsigned count_recent(const struct tt_check *check)
{
    const struct tt_rule_entry *entry = tt_rule_entry_find(TT_STR("drop-too-soon"));
    const struct tt_rule_state *state = &check->linter->rules[entry - tt_rules];
    return state->on ? (unsigned)state->numbers[0] : 0;
}

unsigned tt_recent_files(const struct tt_check *check, const struct tt_change *change)
{
    bool table = change->object == TT_OBJECT_TABLE && change->relation;
    const struct tt_birth *birth = change->column ? &change->column->birth
                                   : table        ? &change->relation->birth
                                                  : NULL;
    unsigned age = birth && birth->file > 1 ? tt_check_age(check, *birth) : 0;
    return age <= count_recent(check) ? age : 0;
}

struct tt_str tt_say_thing(struct tt_check *check, const struct tt_change *change)
{
    static const char *const owners[TT_OBJECT_COUNT] = {
        [TT_OBJECT_COLUMN] = "",
        [TT_OBJECT_ENUM_VALUE] = "enum ",
        [TT_OBJECT_ATTRIBUTE] = "type ",
    };
    struct tt_arena *arena = &check->arena;
    const char *owner = owners[change->object];
    if (!owner) {
        return tt_str_format(arena, "%s \"" TT_FMT "\"", tt_object_word(change->object),
                             TT_ARG(tt_say_name(check, change->name)));
    }
    bool label = change->object == TT_OBJECT_ENUM_VALUE;
    return tt_str_format(arena, "%s \"" TT_FMT "\" of %s\"" TT_FMT "\"",
                         label ? "value" : tt_object_word(change->object),
                         TT_ARG(change->name.name), owner,
                         TT_ARG(tt_say_name(check, change->owner)));
}

struct tt_str tt_say_fails(struct tt_check *check, struct tt_str name, const char *sqlstate)
{
    return tt_str_format(&check->arena,
                         "From COMMIT on, every query that says \"" TT_FMT
                         "\" fails with SQLSTATE %s, until the last old instance is gone.",
                         TT_ARG(name), sqlstate);
}

void tt_report_renamed(struct tt_check *check, const struct tt_change *change,
                       struct tt_str detail, struct tt_str hint)
{
    tt_report(check, (struct tt_says){
                         .span = change->span,
                         .certainty = change->certainty,
                         .message = tt_str_format(
                             &check->arena,
                             "renaming " TT_FMT " breaks the application version still running",
                             TT_ARG(tt_say_thing(check, change))),
                         .detail = detail,
                         .hint = hint,
                     });
}

void tt_report_dropped(struct tt_check *check, const struct tt_change *change,
                       struct tt_str detail)
{
    if (change->if_exists) {
        return;
    }
    tt_report(check, (struct tt_says){
                         .span = change->span,
                         .certainty = change->certainty,
                         .message = tt_str_format(&check->arena,
                                                  "dropping " TT_FMT
                                                  " breaks every running version that still "
                                                  "names it",
                                                  TT_ARG(tt_say_thing(check, change))),
                         .detail = detail,
                         .hint = TT_STR("Drop it in a release after the one that stopped "
                                        "naming it. If this is that release, say so with "
                                        "\"tiptoe:ignore\" and the reason."),
                     });
}
