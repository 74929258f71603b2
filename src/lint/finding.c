/* From what a rule says to what a user gets. */
#include <stdlib.h>

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

struct tt_span tt_first_line(const struct tt_check *check)
{
    struct tt_str rest = check->source.bytes, line = {0};
    while (tt_str_next_line(&rest, &line) && tt_str_trim(line).len == 0) {
    }
    struct tt_str words = tt_str_trim(line);
    size_t start = words.len > 0 ? (size_t)(words.ptr - check->source.bytes.ptr) : 0;
    return (struct tt_span){start, start + words.len};
}

bool tt_check_has_tool(const struct tt_check *check)
{
    return check->file->tool.len > 0;
}

struct tt_str tt_check_way_out(const struct tt_check *check)
{
    return check->file->way_out;
}

const char *tt_say_migration_of_its_own(const struct tt_check *check)
{
    return check->file->shares_transaction ? "a migration that is deployed by itself"
                                           : "a migration of its own";
}

struct tt_str tt_say_shared_transaction(struct tt_check *check)
{
    if (!check->file->shares_transaction) {
        return TT_STR("");
    }
    return tt_str_format(&check->arena,
                         " " TT_FMT " runs all migrations that are pending in one transaction.",
                         TT_ARG(tt_check_tool(check)));
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
            .message = tt_str_on_one_line(
                &check->arena, tt_own_words(check, says->also[i].span, says->also[i].message)),
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

static enum tt_size size_for(const struct tt_linter *linter, const struct tt_says *says)
{
    bool matters = says->grows_with && linter->table_sizes.count > 0;
    return matters ? tt_table_size_of(linter, says->grows_with->name) : TT_SIZE_UNKNOWN;
}

static enum tt_severity severity_of(const struct tt_linter *linter,
                                    const struct tt_rule_entry *entry,
                                    const struct tt_says *says, enum tt_size size)
{
    const struct tt_rule_state *state = &linter->rules[entry - tt_rules];
    if (size == TT_SIZE_SMALL) {
        return TT_NOTICE;
    }
    if (size == TT_SIZE_BIG && !state->fixed) {
        return TT_ERROR;
    }
    return says->severe && !state->fixed ? says->severity : state->severity;
}

/* Why it is assumed: a table that no file makes may be otherwise. Said once a file of each. */
static struct tt_str add_unseen(struct tt_check *check, const struct tt_says *says,
                                struct tt_str detail)
{
    const struct tt_relation *table = says->about ? says->about : says->grows_with;
    if (says->certainty == TT_PROVED || !table || table->known) {
        return detail;
    }
    const struct tt_relation **unseen = tt_new(&check->arena, const struct tt_relation *);
    struct tt_str key = {(const char *)unseen, sizeof(*unseen)};
    *unseen = table;
    if (tt_map_get(&check->unseen, key)) {
        return detail;
    }
    tt_map_set(&check->unseen, key, unseen);
    return tt_str_format(
        &check->arena,
        TT_FMT "%sThis is assumed: no migration that was read makes \"" TT_FMT "\".",
        TT_ARG(detail), detail.len > 0 ? " " : "", TT_ARG(tt_say_name(check, table->name)));
}

/* What is assumed must not look proved, and what lies elsewhere must be found. */
static struct tt_str detail_of(struct tt_check *check, const struct tt_says *says,
                               enum tt_size size)
{
    struct tt_str detail = add_unseen(check, says,
                                      tt_own_words(check, says->span, says->detail));
    if (says->of_file_before) {
        detail = tt_str_format(&check->arena,
                               TT_FMT " That was in a migration before this one." TT_FMT,
                               TT_ARG(detail), TT_ARG(tt_say_shared_transaction(check)));
    }
    const char *assumed = size == TT_SIZE_SMALL ? "small: it is over soon."
                          : size == TT_SIZE_BIG ? "big: it takes long."
                                                : NULL;
    if (!assumed) {
        return detail;
    }
    return tt_str_format(&check->arena, TT_FMT "%sThe table is assumed to be %s",
                         TT_ARG(detail), detail.len > 0 ? " " : "", assumed);
}

static struct tt_said *find_said(struct tt_check *check, const struct tt_rule_entry *entry,
                                 const struct tt_says *says)
{
    struct tt_said_key key = {entry, says->once_of};
    struct tt_said *said = tt_map_get(&check->said,
                                      (struct tt_str){(const char *)&key, sizeof(key)});
    bool now = said && said->transaction == tt_birth_now(check->model).transaction;
    return now ? said : NULL;
}

static bool is_said(struct tt_check *check, const struct tt_rule_entry *entry,
                    const struct tt_says *says, enum tt_severity severity)
{
    /* A comment may hold the first one back, but not this. */
    const struct tt_said *said = says->once && !check->is_told ? find_said(check, entry, says)
                                                               : NULL;
    return said && said->severity >= severity;
}

/* What is said of the rule, the table and the transaction from here on. */
static struct tt_said *note_said(struct tt_check *check, const struct tt_rule_entry *entry,
                                 const struct tt_says *says, enum tt_severity severity)
{
    struct tt_said *said = find_said(check, entry, says);
    if (!said) {
        said = tt_new(&check->arena, struct tt_said);
        said->key = (struct tt_said_key){entry, says->once_of};
        said->transaction = tt_birth_now(check->model).transaction;
        said->held_back = true;
        tt_map_set(&check->said, (struct tt_str){(const char *)&said->key, sizeof(said->key)},
                   said);
    }
    said->severity = severity;
    return said;
}

/* What tells findings of one file apart; the text of each is its own. */
struct repeat_key {
    const char *rule, *message;
    size_t start;
};

static struct repeat_key repeat_key_of(const struct tt_finding *finding)
{
    return (struct repeat_key){finding->rule.ptr, finding->message.ptr,
                               finding->place.start.offset};
}

static void note_repeat(struct tt_check *check, const struct tt_finding *finding,
                        struct tt_said *said)
{
    struct repeat_key *key = tt_new(&check->arena, struct repeat_key);
    *key = repeat_key_of(finding);
    tt_map_set(&check->repeats, (struct tt_str){(const char *)key, sizeof(*key)}, said);
}

void tt_drop_repeats(struct tt_check *check)
{
    size_t kept = 0;
    for (size_t i = 0; i < check->findings.count; i++) {
        struct tt_finding *finding = &check->findings.items[i];
        struct repeat_key key = repeat_key_of(finding);
        struct tt_said *said = tt_map_get(&check->repeats,
                                          (struct tt_str){(const char *)&key, sizeof(key)});
        bool news = !said || said->held_back || finding->severity > said->severity;
        if (said && news && !finding->suppressed) {
            said->held_back = false;
            said->severity = finding->severity;
        }
        if (news || finding->suppressed) {
            check->findings.items[kept++] = *finding;
        }
    }
    check->findings.count = kept;
    tt_map_finish(&check->repeats);
}

static void push(struct tt_check *check, const struct tt_rule_entry *entry,
                 const struct tt_says *says)
{
    enum tt_size size = size_for(check->linter, says);
    enum tt_severity severity = severity_of(check->linter, entry, says, size);
    if (is_said(check, entry, says, severity)) {
        return;
    }
    struct tt_finding finding = {
        .rule = tt_str_from(entry->id),
        .severity = severity,
        .certainty = says->certainty,
        .place = tt_source_place(&check->source, says->span.start, says->span.end),
        .message = tt_str_on_one_line(&check->arena,
                                      tt_own_words(check, says->span, says->message)),
        .detail = tt_add_body(check, entry->rule, says, detail_of(check, says, size)),
        .hint = tt_own_words(check, says->span, says->hint),
        .unread = tt_is_unread(entry->rule),
        .excerpt = tt_source_line(&check->source, says->span.start),
        .related = related_of(check, says),
        .related_count = says->also_count,
    };
    tt_settle_fix(check, &says->fix, &finding);
    if (says->once) {
        struct tt_said *said = note_said(check, entry, says, severity);
        if (check->is_told) {
            note_repeat(check, &finding, said);
        }
    }
    if (says->yields) {
        tt_vec_push(&check->arena, &check->yielding, finding);
    } else {
        tt_vec_push(&check->arena, &check->findings, finding);
    }
}

static bool is_blamed(const struct tt_check *check, const struct tt_place *place)
{
    for (size_t i = 0; i < check->findings.count; i++) {
        const struct tt_finding *each = &check->findings.items[i];
        if (each->place.start.offset >= place->start.offset &&
            each->place.start.offset < place->end.offset &&
            tt_rule_entry_find(each->rule)->rule->family != TT_FAMILY_STYLE) {
            return true;
        }
    }
    return false;
}

void tt_add_yielding(struct tt_check *check)
{
    for (size_t i = 0; i < check->yielding.count; i++) {
        const struct tt_finding *each = &check->yielding.items[i];
        if (!is_blamed(check, &each->place)) {
            tt_vec_push(&check->arena, &check->findings, *each);
        }
    }
}

struct tt_says tt_about_work(const struct tt_work *work)
{
    return (struct tt_says){
        .span = work->span, .certainty = work->certainty, .grows_with = work->relation};
}

struct tt_says tt_about_change(const struct tt_change *change)
{
    return (struct tt_says){
        .span = change->span, .certainty = change->certainty, .about = change->relation};
}

struct tt_says tt_about_stmt(const struct tt_outcome *outcome)
{
    return (struct tt_says){.span = outcome->stmt->span, .certainty = TT_PROVED};
}

bool tt_is_told(struct tt_check *check, const struct tt_says *says)
{
    enum tt_size size = size_for(check->linter, says);
    return is_said(check, check->entry, says,
                   severity_of(check->linter, check->entry, says, size));
}

void tt_report(struct tt_check *check, struct tt_says says)
{
    push(check, check->entry, &says);
}

void tt_report_remarks(struct tt_check *check, const struct tt_file *file,
                       enum tt_remark_kind kind)
{
    for (size_t i = 0; i < file->remark_count; i++) {
        const struct tt_remark *remark = &file->remarks[i];
        if (remark->kind == kind) {
            tt_report(check, (struct tt_says){
                                 .span = {remark->start, remark->end},
                                 .certainty = TT_PROVED,
                                 .message = remark->message,
                                 .detail = remark->detail,
                                 .hint = remark->hint,
                             });
        }
    }
}

void tt_report_as(struct tt_check *check, enum tt_voice voice, struct tt_says says)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rules[i].rule->voice == voice && check->linter->rules[i].on) {
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
    if (a->severity != b->severity) {
        return a->severity > b->severity ? -1 : 1;
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
    size_t count = tt_comes_to_nothing(outcome) ? 0 : outcome->changes.count;
    for (size_t i = 0; i < count; i++) {
        struct tt_change change = outcome->changes.items[i];
        change.name = keep(check, change.name);
        change.new_name = keep(check, change.new_name);
        change.owner = keep(check, change.owner);
        change.says_public = check->says_public;
        change.cost = NULL; /* of the statement alone */
        tt_vec_push(&check->arena, &check->changes, change);
    }
}
