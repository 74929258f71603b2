/* One line a finding, as compilers print them: editors and Make know where it leads. */
#include "report/display.h"
#include "report/report.h"

/* What gcc calls a notice. */
static const char *word(enum tt_severity severity)
{
    return severity == TT_NOTICE ? "note" : tt_severity_name(severity);
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct tt_finding *finding = &report->findings[i];
        tt_display_path(sink, finding->place.path);
        tt_print(sink, ":%u:%u: %s: ", finding->place.start.line, finding->place.start.column,
                 word(finding->severity));
        tt_display(sink, finding->message);
        tt_print(sink, " [");
        tt_display(sink, finding->rule);
        tt_print(sink, "]\n");
    }
}

const struct tt_reporter tt_reporter_gcc = {
    .name = "gcc",
    .summary = "a line for each, as compilers print them",
    .print = print,
};
