#include "lint/waiting.h"

enum { NAMES_MAX = 4 };    /* more are only counted */
enum { COUNT_MAX = 1000 }; /* a migration that locks more is told of these */

static void add_name(struct tt_check *check, struct tt_str *names, unsigned *count,
                     struct tt_name name)
{
    if ((*count)++ < NAMES_MAX) {
        *names = tt_say_also(check, *names, name);
    }
}

void tt_add_waiting(struct tt_check *check, struct tt_waiting *waiting, struct tt_says *says,
                    const struct tt_held *held)
{
    bool first = waiting->reads_count + waiting->writes_count == 0;
    if (first || held->mode > waiting->strongest) {
        waiting->strongest = held->mode;
    }
    if (tt_lock_blocks_reads(held->mode)) {
        add_name(check, &waiting->reads, &waiting->reads_count, held->relation->name);
    } else {
        add_name(check, &waiting->writes, &waiting->writes_count, held->relation->name);
    }
    says->of_file_before = says->of_file_before || held->of_file_before;
    if (held->since.end > 0 && says->also_count < TT_ALSO_MAX) {
        says->also[says->also_count++] = (struct tt_says_also){
            held->since,
            tt_str_format(tt_check_arena(check), TT_FMT " on \"" TT_FMT "\" is taken here",
                          TT_ARG(tt_lock_name(held->mode)),
                          TT_ARG(tt_say_name(check, held->relation->name))),
        };
    }
}

bool tt_is_enough(const struct tt_waiting *waiting)
{
    return waiting->reads_count + waiting->writes_count >= COUNT_MAX;
}

static struct tt_str say(struct tt_check *check, const char *who, struct tt_str names,
                         unsigned count)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str text = tt_str_format(arena, "%s on " TT_FMT, who, TT_ARG(names));
    if (count > NAMES_MAX) {
        text = tt_str_format(arena, TT_FMT " and %u more", TT_ARG(text), count - NAMES_MAX);
    }
    return text;
}

struct tt_str tt_say_waiting(struct tt_check *check, const struct tt_waiting *waiting)
{
    struct tt_str reads = {0}, writes = {0};
    if (waiting->reads_count > 0) {
        reads = say(check, tt_say_blocked(TT_LOCK_ACCESS_EXCLUSIVE), waiting->reads,
                    waiting->reads_count);
    }
    if (waiting->writes_count > 0) {
        writes = say(check, tt_say_blocked(TT_LOCK_SHARE), waiting->writes,
                     waiting->writes_count);
    }
    if (reads.len == 0 || writes.len == 0) {
        return reads.len > 0 ? reads : writes;
    }
    return tt_str_format(tt_check_arena(check), TT_FMT ", and " TT_FMT, TT_ARG(reads),
                         TT_ARG(writes));
}
