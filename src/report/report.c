#include "report/report.h"

#include <assert.h>

#include "base/arena.h"
#include "base/str.h"

const struct tt_reporter *const tt_reporters[] = {
#define REPORTER(name) &tt_reporter_##name,
#include "report/reporters.def"
#undef REPORTER
    NULL,
};

void tt_report_print(const struct tt_reporter *reporter, struct tt_arena *arena,
                     struct tt_sink *sink, const struct tt_report *report)
{
    struct tt_finding *shown = tt_new_array(arena, struct tt_finding, report->finding_count);
    struct tt_report own = *report;
    own.findings = shown;
    own.finding_count = own.suppressed_count = own.baseline_count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        enum tt_suppression how = report->findings[i].suppressed;
        bool suppressed = how != TT_NOT_SUPPRESSED;
        own.suppressed_count += suppressed;
        own.baseline_count += how == TT_SUPPRESSED_IN_BASELINE;
        if (!suppressed || reporter->keeps_suppressed) {
            shown[own.finding_count++] = report->findings[i];
        }
    }
    reporter->print(sink, &own);
}

void tt_report_print_held_back(struct tt_sink *sink, const struct tt_report *report)
{
    size_t here = report->suppressed_count - report->baseline_count;
    if (here > 0) {
        tt_print(sink, ", %zu suppressed", here);
    }
    if (report->baseline_count > 0) {
        tt_print(sink, ", %zu in the baseline", report->baseline_count);
    }
}

size_t tt_report_count(const struct tt_report *report, enum tt_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct tt_finding *finding = &report->findings[i];
        count += finding->severity == severity && !finding->suppressed;
    }
    return count;
}

struct tt_str tt_report_path(struct tt_str path)
{
    while (tt_str_starts(path, "./")) {
        path = tt_str_slice(path, 2, path.len);
    }
    return path;
}

void tt_report_say(struct tt_sink *sink, const struct tt_finding *finding)
{
    tt_write(sink, finding->message);
    if (finding->detail.len > 0) {
        tt_puts(sink, "\n\n");
        tt_write(sink, finding->detail);
    }
    if (finding->hint.len > 0) {
        tt_puts(sink, "\n\nInstead:\n");
        tt_write(sink, finding->hint);
    }
}

bool tt_report_is_prose(struct tt_str line)
{
    if (line.len == 0 || line.ptr[0] == ' ' || line.ptr[0] == '\t' ||
        tt_str_starts(line, "--")) {
        return false;
    }
    char last = line.ptr[line.len - 1];
    return last == '.' || last == ':' || last == '?';
}

bool tt_report_next_run(struct tt_str *rest, struct tt_str *ret_run, bool *ret_prose)
{
    struct tt_str all = *rest, next = *rest, line = {0};
    if (!tt_str_next_line(&next, &line)) {
        return false;
    }
    *ret_prose = tt_report_is_prose(line);
    do {
        *rest = next;
    } while (tt_str_next_line(&next, &line) && tt_report_is_prose(line) == *ret_prose);
    *ret_run = tt_str_slice(all, 0, all.len - rest->len);
    return true;
}
