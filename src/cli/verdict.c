/* What a run says at its end, besides its report, and how the program exits. */
#include "base/str.h"
#include "cli/run.h"

void tt_complain_of(const struct tt_report_error *error)
{
    if (error->line > 0) {
        tt_complain(TT_FMT ":%u:%u: " TT_FMT, TT_ARG(error->path), error->line, error->column,
                    TT_ARG(error->message));
    } else {
        tt_complain(TT_FMT ": " TT_FMT, TT_ARG(error->path), TT_ARG(error->message));
    }
}

void tt_run_complain(const struct tt_report *report)
{
    for (size_t i = 0; i < report->note_count && !report->quiet; i++) {
        tt_complain("note: " TT_FMT ": " TT_FMT, TT_ARG(report->notes[i].path),
                    TT_ARG(report->notes[i].message));
    }
    for (size_t i = 0; i < report->error_count; i++) {
        tt_complain_of(&report->errors[i]);
    }
}

static bool fails(const struct tt_finding *finding, enum tt_fail_on fail_on)
{
    if (finding->suppressed) {
        return false;
    }
    /* Green must never mean that something could not be read. */
    switch (fail_on) {
    case TT_FAIL_ON_ERROR:
        return finding->unread || finding->severity >= TT_ERROR;
    case TT_FAIL_ON_WARNING:
        return finding->unread || finding->severity >= TT_WARNING;
    case TT_FAIL_ON_NOTICE:
        return true;
    case TT_FAIL_ON_NEVER:
        break;
    }
    return false;
}

enum tt_exit tt_run_verdict(const struct tt_ran *ran)
{
    if (ran->report.error_count > 0) {
        return TT_EXIT_TROUBLE;
    }
    for (size_t i = 0; i < ran->report.finding_count; i++) {
        if (fails(&ran->report.findings[i], ran->fail_on[i])) {
            return TT_EXIT_FINDINGS;
        }
    }
    return TT_EXIT_CLEAN;
}
