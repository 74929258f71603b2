/* The table of a transaction: a row for each statement, a column for each locked table. */
#include "base/str.h"
#include "report/html.h"
#include "report/timeline.h"

enum {
    LANES_MAX = 4,     /* further tables are named in their statements' rows */
    SQL_LINES_MAX = 40 /* of a statement; the rest is counted */
};

/* A table, and what the transaction holds on it. */
struct lane {
    struct tt_str relation;
    enum tt_lock strongest; /* in all of the transaction */
    enum tt_lock held;      /* so far; TT_LOCK_COUNT: nothing */
};

/* Steps of one transaction, or such as are a transaction each. */
struct group {
    const struct tt_report_file *file;
    size_t first;
    size_t count;
    bool alone; /* each for itself */
    struct lane lanes[LANES_MAX];
    size_t lane_count;
    bool has_findings;
    const struct tt_finding *findings; /* of the file */
    size_t finding_count;
};

static const char *class_of(enum tt_lock mode)
{
    return tt_lock_blocks_reads(mode)    ? "reads"
           : tt_lock_blocks_writes(mode) ? "writes"
           : tt_lock_blocks_ddl(mode)    ? "ddl"
                                         : "nobody";
}

static bool is_in(const struct tt_step_told *step, const struct tt_finding *finding)
{
    size_t offset = finding->place.start.offset;
    return offset >= step->start && offset < step->end;
}

bool tt_html_is_of_step(const struct tt_report_file *file, const struct tt_finding *finding)
{
    size_t low = 0, high = file->step_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->steps[middle].start <= finding->place.start.offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && is_in(&file->steps[low - 1], finding);
}

/* The first finding that is not before the offset; they stand in the order of their places. */
static size_t first_at(const struct group *group, size_t offset)
{
    size_t low = 0, high = group->finding_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group->findings[middle].place.start.offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* --- which steps and which tables stand together -------------------------------------- */

static bool is_alone(const struct tt_report_file *file, size_t at)
{
    const struct tt_step_told *step = &file->steps[at];
    bool begins = at + 1 < file->step_count && step[1].transaction == step->transaction;
    return step->block == TT_BLOCK_NONE && !begins;
}

static void find_group(struct group *group, size_t first)
{
    const struct tt_report_file *file = group->file;
    group->first = first;
    group->count = 1;
    group->alone = is_alone(file, first);
    for (size_t at = first + 1; at < file->step_count; at++, group->count++) {
        bool belongs = group->alone
                           ? is_alone(file, at)
                           : file->steps[at].transaction == file->steps[first].transaction;
        if (!belongs) {
            break;
        }
    }
}

static struct lane *find_lane(struct group *group, struct tt_str relation)
{
    for (size_t i = 0; i < group->lane_count; i++) {
        if (tt_str_equal(group->lanes[i].relation, relation)) {
            return &group->lanes[i];
        }
    }
    return NULL;
}

/* When there are too many tables, those with the strongest locks have a column. */
static void add_lane(struct group *group, const struct tt_lock_told *lock)
{
    struct lane *lane = find_lane(group, lock->relation);
    if (!lane && group->lane_count < LANES_MAX) {
        group->lanes[group->lane_count++] = (struct lane){lock->relation, lock->mode,
                                                          TT_LOCK_COUNT};
    } else if (!lane) {
        struct lane *weakest = &group->lanes[0];
        for (size_t i = 1; i < LANES_MAX; i++) {
            weakest = group->lanes[i].strongest < weakest->strongest ? &group->lanes[i]
                                                                     : weakest;
        }
        if (lock->mode > weakest->strongest) {
            *weakest = (struct lane){lock->relation, lock->mode, TT_LOCK_COUNT};
        }
    } else if (lock->mode > lane->strongest) {
        lane->strongest = lock->mode;
    }
}

static void look_ahead(struct group *group)
{
    group->lane_count = 0;
    group->has_findings = false;
    for (size_t i = 0; i < group->count; i++) {
        const struct tt_step_told *step = &group->file->steps[group->first + i];
        for (size_t j = 0; j < step->locks.count; j++) {
            add_lane(group, &step->locks.items[j]);
        }
        size_t at = first_at(group, step->start);
        group->has_findings = group->has_findings ||
                              (at < group->finding_count && is_in(step, &group->findings[at]));
    }
}

/* --- one row --------------------------------------------------------------------------- */

static void print_sql(struct tt_sink *sink, const struct tt_report_file *file,
                      const struct tt_step_told *step)
{
    struct tt_str rest = tt_str_slice(file->text, step->start, step->end), line = {0};
    unsigned lines = 0;
    tt_puts(sink, "<pre><code>");
    while (tt_str_next_line(&rest, &line)) {
        if (lines++ < SQL_LINES_MAX) {
            tt_puts(sink, lines > 1 ? "\n" : "");
            tt_html_text(sink, line);
        }
    }
    tt_puts(sink, "</code></pre>\n");
    if (lines > SQL_LINES_MAX) {
        tt_print(sink, "<p>… and %u more lines</p>\n", lines - SQL_LINES_MAX);
    }
}

static void print_lock(struct tt_sink *sink, enum tt_lock mode)
{
    tt_print(sink, "<b>" TT_FMT "</b> <span>%s wait%s</span>", TT_ARG(tt_lock_name(mode)),
             tt_who_is_blocked(mode), tt_lock_blocks_ddl(mode) ? "" : "s");
}

static void print_locks_without_lane(struct tt_sink *sink, struct group *group,
                                     const struct tt_step_told *step)
{
    for (size_t i = 0; i < step->locks.count; i++) {
        const struct tt_lock_told *lock = &step->locks.items[i];
        if (!find_lane(group, lock->relation)) {
            tt_print(sink, "<p class=\"also %s\">also locks <code>", class_of(lock->mode));
            tt_html_text(sink, lock->relation);
            tt_puts(sink, "</code>: ");
            print_lock(sink, lock->mode);
            tt_print(sink, ", %s</p>\n", tt_held_until(step));
        }
    }
}

static void print_statement(struct tt_sink *sink, struct group *group,
                            const struct tt_step_told *step)
{
    tt_print(sink,
             "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><span>line </span>%u</th>"
             "<td role=\"cell\" class=\"sql\">",
             step->line);
    print_sql(sink, group->file, step);
    for (size_t i = 0; i < step->works.count; i++) {
        tt_puts(sink, i == 0 ? "<ul class=\"works\">\n<li>" : "<li>");
        tt_html_text(sink, step->works.items[i]);
        tt_puts(sink, "</li>\n");
    }
    tt_puts(sink, step->works.count > 0 ? "</ul>\n" : "");
    print_locks_without_lane(sink, group, step);
    tt_puts(sink, "</td>");
}

static void begin_lane(struct tt_sink *sink, const struct lane *lane, const char *words)
{
    tt_print(sink, "<td role=\"cell\" class=\"lane %s\" data-on=\"", words);
    tt_html_text(sink, lane->relation);
    tt_puts(sink, ": \">");
}

static void print_released(struct tt_sink *sink, const struct lane *lane)
{
    if (lane->held == TT_LOCK_COUNT) {
        tt_puts(sink, "<td role=\"cell\" class=\"lane\"></td>");
        return;
    }
    begin_lane(sink, lane, "end");
    tt_puts(sink, "<span>free again</span></td>");
}

static const struct tt_lock_told *lock_on(const struct tt_step_told *step,
                                          struct tt_str relation)
{
    for (size_t i = 0; i < step->locks.count; i++) {
        if (tt_str_equal(step->locks.items[i].relation, relation)) {
            return &step->locks.items[i];
        }
    }
    return NULL;
}

static void print_lane(struct tt_sink *sink, const struct group *group, struct lane *lane,
                       const struct tt_step_told *step)
{
    const struct tt_lock_told *lock = lock_on(step, lane->relation);
    if (lock && (lane->held == TT_LOCK_COUNT || lock->mode > lane->held)) {
        begin_lane(sink, lane, class_of(lock->mode));
        print_lock(sink, lock->mode);
        tt_puts(sink, "</td>");
        lane->held = group->alone ? TT_LOCK_COUNT : lock->mode;
    } else if (lane->held != TT_LOCK_COUNT) {
        begin_lane(sink, lane, class_of(lane->held));
        tt_puts(sink, "<span class=\"held\">still held</span></td>");
    } else {
        tt_puts(sink, "<td role=\"cell\" class=\"lane\"></td>");
    }
}

static bool ends(const struct tt_step_told *step)
{
    return tt_str_is(step->tag, "COMMIT") || tt_str_is(step->tag, "ROLLBACK") ||
           tt_str_is(step->tag, "PREPARE");
}

static void print_step(struct tt_sink *sink, struct group *group,
                       const struct tt_step_told *step)
{
    print_statement(sink, group, step);
    for (size_t i = 0; i < group->lane_count; i++) {
        if (ends(step)) {
            print_released(sink, &group->lanes[i]);
        } else {
            print_lane(sink, group, &group->lanes[i], step);
        }
    }
    if (group->has_findings) {
        tt_puts(sink, "<td role=\"cell\" class=\"told\">");
        for (size_t i = first_at(group, step->start);
             i < group->finding_count && is_in(step, &group->findings[i]); i++) {
            tt_html_finding(sink, &group->findings[i]);
        }
        tt_puts(sink, "</td>");
    }
    tt_puts(sink, "</tr>\n");
}

/* --- the table ------------------------------------------------------------------------- */

static void print_skipped(struct tt_sink *sink, const struct group *group, unsigned count)
{
    if (count > 0) {
        tt_print(sink,
                 "<tr role=\"row\" class=\"skipped\"><td role=\"cell\" colspan=\"%zu\">%u "
                 "statement%s that nobody waits for</td></tr>\n",
                 2 + group->lane_count + group->has_findings, count, count == 1 ? "" : "s");
    }
}

/* What ends the transaction and does not stand in the file. */
static void print_end(struct tt_sink *sink, const struct group *group)
{
    const struct tt_step_told *last = &group->file->steps[group->first + group->count - 1];
    if (group->alone || ends(last)) {
        return;
    }
    const char *what = last->block == TT_BLOCK_OF_TOOL   ? "COMMIT, by the migration tool"
                       : last->block == TT_BLOCK_OF_TEXT ? "the message ends, and commits"
                       : last->block == TT_BLOCK_OF_BODY ? "DO ends, and commits"
                                                         : "the file ends, without COMMIT";
    tt_print(sink,
             "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"></th><td role=\"cell\" "
             "class=\"sql\"><p>%s</p></td>",
             what);
    for (size_t i = 0; i < group->lane_count; i++) {
        print_released(sink, &group->lanes[i]);
    }
    tt_puts(sink, group->has_findings ? "<td role=\"cell\"></td></tr>\n" : "</tr>\n");
}

static void print_head(struct tt_sink *sink, const struct group *group)
{
    tt_print(sink,
             "<table role=\"table\"%s><caption>%s</caption>\n<thead role=\"rowgroup\"><tr "
             "role=\"row\"><th role=\"columnheader\" scope=\"col\">line</th><th "
             "role=\"columnheader\" scope=\"col\">statement</th>",
             group->has_findings ? "" : " class=\"plain\"",
             !group->alone      ? "One transaction: locks are held until it ends"
             : group->count > 1 ? "Each statement is a transaction of its own"
                                : "The statement is a transaction of its own");
    for (size_t i = 0; i < group->lane_count; i++) {
        tt_puts(sink, "<th role=\"columnheader\" scope=\"col\" class=\"lane\"><code>");
        tt_html_text(sink, group->lanes[i].relation);
        tt_puts(sink, "</code></th>");
    }
    tt_puts(sink,
            group->has_findings ? "<th role=\"columnheader\" scope=\"col\">findings</th>" : "");
    tt_puts(sink, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void print_group(struct tt_sink *sink, struct group *group)
{
    look_ahead(group);
    print_head(sink, group);
    for (size_t i = 0; i < group->count; i++) {
        const struct tt_step_told *step = &group->file->steps[group->first + i];
        print_skipped(sink, group, step->skipped);
        print_step(sink, group, step);
    }
    print_end(sink, group);
    tt_puts(sink, "</tbody></table>\n");
}

void tt_html_steps(struct tt_sink *sink, const struct tt_report_file *file,
                   const struct tt_finding *findings, size_t finding_count)
{
    struct group group = {.file = file, .findings = findings, .finding_count = finding_count};
    for (size_t at = 0; at < file->step_count; at += group.count) {
        find_group(&group, at);
        print_group(sink, &group);
    }
}
