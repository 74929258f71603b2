#include "cli/from_squawk.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lint/table.h"
#include "model/version.h"
#include "report/display.h"
#include "report/json_string.h"

static struct tt_str as_squawks(struct tt_arena *arena, struct tt_str name)
{
    return tt_str_format(arena, "squawk:" TT_FMT, TT_ARG(name));
}

/* The first of the names that squawk calls the rule by; empty if none is. */
static struct tt_str name_among(struct tt_arena *arena, const struct tt_rule_entry *rule,
                                const struct tt_squawk_list *names)
{
    for (size_t i = 0; i < names->items.count; i++) {
        if (tt_rule_is_called(rule, as_squawks(arena, names->items.items[i]))) {
            return names->items.items[i];
        }
    }
    return (struct tt_str){0};
}

static void print_rules(struct tt_sink *sink, struct tt_arena *arena,
                        const struct tt_squawk *squawk)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        const struct tt_rule_entry *rule = &tt_rules[i];
        struct tt_str excluded = name_among(arena, rule, &squawk->excluded_rules);
        struct tt_str included = name_among(arena, rule, &squawk->included_rules);
        struct tt_str name = excluded.len > 0 ? excluded : included;
        if (name.len > 0) {
            tt_print(sink, "    \"%s\": \"%s\", // squawk's " TT_FMT "\n", rule->id,
                     excluded.len > 0 ? "off" : "on", TT_ARG(name));
        }
    }
}

static void print_texts(struct tt_sink *sink, const struct tt_squawk_list *texts)
{
    for (size_t i = 0; i < texts->items.count; i++) {
        tt_puts(sink, i > 0 ? ", " : "");
        tt_json_string(sink, texts->items.items[i]);
    }
}

/* 13 of "13.0"; 0 for what tiptoe has no facts about. */
static int release_of(struct tt_arena *arena, const struct tt_squawk *squawk)
{
    long release = strtol(tt_str_copy(arena, squawk->pg_version).ptr, NULL, 10);
    return release >= TT_PG_OLDEST && release <= TT_PG_NEWEST ? (int)release : 0;
}

bool tt_squawk_print_key(struct tt_sink *sink, struct tt_arena *arena,
                         const struct tt_squawk *squawk, const char *key, const char *folder)
{
    if (strcmp(key, "pg_version") == 0 && release_of(arena, squawk) > 0) {
        tt_print(sink, "  \"pg_version\": %d,\n", release_of(arena, squawk));
    } else if (strcmp(key, "migrations") == 0 && squawk->assume_in_transaction && folder) {
        tt_puts(sink, "  \"migrations\": [{\"path\": ");
        tt_json_string(sink, tt_str_from(folder));
        tt_puts(sink, ", \"transaction\": \"per-file\"}],\n");
    } else if (strcmp(key, "exclude") == 0 && squawk->excluded_paths.items.count > 0) {
        tt_puts(sink, "  \"exclude\": [");
        print_texts(sink, &squawk->excluded_paths);
        tt_puts(sink, "],\n");
    } else if (strcmp(key, "rules") == 0 &&
               squawk->excluded_rules.items.count + squawk->included_rules.items.count > 0) {
        tt_puts(sink, "  \"rules\": {\n");
        print_rules(sink, arena, squawk);
        tt_puts(sink, "  },\n");
    } else {
        return false;
    }
    return true;
}

static void print_unknown(struct tt_sink *sink, struct tt_arena *arena,
                          const struct tt_squawk_list *names)
{
    size_t rule;
    for (size_t i = 0; i < names->items.count; i++) {
        if (!tt_rule_find(as_squawks(arena, names->items.items[i]).ptr, &rule)) {
            tt_puts(sink, "Left out: the rule ");
            tt_display(sink, names->items.items[i]);
            tt_puts(sink, ", which tiptoe has nothing like.\n");
        }
    }
}

void tt_squawk_print_rest(struct tt_sink *sink, struct tt_arena *arena,
                          const struct tt_squawk *squawk)
{
    print_unknown(sink, arena, &squawk->excluded_rules);
    print_unknown(sink, arena, &squawk->included_rules);
    if (squawk->pg_version.len > 0 && release_of(arena, squawk) == 0) {
        tt_puts(sink, "Left out: pg_version ");
        tt_display(sink, squawk->pg_version);
        tt_print(sink, "; tiptoe knows %d to %d.\n", TT_PG_OLDEST, TT_PG_NEWEST);
    }
    for (size_t i = 0; i < squawk->others.items.count; i++) {
        tt_puts(sink, "Left out: ");
        tt_display(sink, squawk->others.items.items[i]);
        tt_puts(sink, ", which says nothing of how files are checked.\n");
    }
    tt_puts(sink, "Comments that say squawk-ignore are understood as they stand.\n");
}
