/* "tiptoe effects --format json": the contract that truth is held against. */
#include "base/str.h"
#include "report/effects.h"
#include "report/json_string.h"

static void print_text(struct tt_sink *sink, const char *key, struct tt_str value)
{
    tt_print(sink, ", \"%s\": ", key);
    tt_json_string(sink, value);
}

static void print_position(struct tt_sink *sink, const char *key, struct tt_position at)
{
    tt_print(sink, "\"%s\": {\"line\": %u, \"column\": %u, \"offset\": %zu}, ", key, at.line,
             at.column, at.offset);
}

static const char *certainty_name(enum tt_certainty certainty)
{
    return certainty == TT_PROVED ? "proved" : "assumed";
}

static const char *yes_no(bool value)
{
    return value ? "true" : "false";
}

static void print_locks(struct tt_sink *sink, const struct tt_effects *effects)
{
    tt_print(sink, ", \"locks\": [");
    for (size_t i = 0; i < effects->lock_count; i++) {
        const struct tt_lock_effect *lock = &effects->locks[i];
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, lock->relation);
        print_text(sink, "kind", lock->kind);
        print_text(sink, "mode", lock->mode);
        tt_print(sink,
                 ", \"certainty\": \"%s\", \"blocks\": {\"reads\": %s, \"writes\": %s, "
                 "\"ddl\": %s}}",
                 certainty_name(lock->certainty), yes_no(lock->blocks_reads),
                 yes_no(lock->blocks_writes), yes_no(lock->blocks_ddl));
    }
    tt_print(sink, "], \"held\": [");
    for (size_t i = 0; i < effects->held_count; i++) {
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, effects->held[i].relation);
        print_text(sink, "mode", effects->held[i].mode);
        tt_print(sink, "}");
    }
    tt_print(sink, "]");
}

static void print_works(struct tt_sink *sink, const char *key,
                        const struct tt_work_effect *works, size_t count)
{
    tt_print(sink, ", \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        tt_print(sink, "%s{\"relation\": ", i > 0 ? ", " : "");
        tt_json_string(sink, works[i].relation);
        if (works[i].how.len > 0) {
            print_text(sink, "how", works[i].how);
        }
        print_text(sink, "why", works[i].why);
        tt_print(sink, ", \"certainty\": \"%s\"}", certainty_name(works[i].certainty));
    }
    tt_print(sink, "]");
}

static void print_builds(struct tt_sink *sink, const struct tt_effects *effects)
{
    tt_print(sink, ", \"index_builds\": [");
    for (size_t i = 0; i < effects->index_build_count; i++) {
        const struct tt_index_effect *build = &effects->index_builds[i];
        tt_print(sink, "%s{\"table\": ", i > 0 ? ", " : "");
        tt_json_string(sink, build->table);
        print_text(sink, "index", build->index);
        tt_print(sink, ", \"new_table\": %s}", yes_no(build->new_table));
    }
    tt_print(sink, "]");
}

static void print_refusal(struct tt_sink *sink, const struct tt_effects *effects)
{
    static const char *const starts[] = {
        [TT_REFUSED_NEVER] = ", \"fails\": null, \"may_fail\": null",
        [TT_REFUSED_BY_VALUES] = ", \"fails\": null, \"may_fail\": {",
        [TT_REFUSED_WITH_ROWS] = ", \"fails\": {\"when\": \"with-rows\", ",
        [TT_REFUSED_ALWAYS] = ", \"fails\": {\"when\": \"always\", ",
    };
    tt_print(sink, "%s", starts[effects->refused]);
    if (effects->refused != TT_REFUSED_NEVER) {
        tt_print(sink, "\"sqlstate\": \"" TT_FMT "\"", TT_ARG(effects->sqlstate));
        print_text(sink, "why", effects->refused_why);
        tt_print(sink,
                 effects->refused == TT_REFUSED_BY_VALUES ? "}" : "}, \"may_fail\": null");
    }
}

void tt_effects_json(struct tt_sink *sink, const struct tt_effects *effects)
{
    tt_print(sink, "{");
    print_position(sink, "start", effects->place.start);
    print_position(sink, "end", effects->place.end);
    tt_print(sink, "\"statement\": ");
    tt_json_string(sink, effects->statement);
    tt_print(sink, ", \"certainty\": \"%s\", \"transaction_block\": \"%s\"",
             certainty_name(effects->certainty),
             effects->refused_in_block ? "refused" : "allowed");
    print_locks(sink, effects);
    print_works(sink, "rewrites", effects->rewrites, effects->rewrite_count);
    print_works(sink, "scans", effects->scans, effects->scan_count);
    print_builds(sink, effects);
    print_refusal(sink, effects);
    tt_print(sink, "}");
}
