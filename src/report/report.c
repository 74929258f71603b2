#include "report/report.h"

#include <assert.h>

const struct tt_reporter *const tt_reporters[] = {
#define REPORTER(name) &tt_reporter_##name,
#include "report/reporters.def"
#undef REPORTER
    NULL,
};

const char *tt_severity_name(enum tt_severity severity)
{
    switch (severity) {
    case TT_NOTICE:
        return "notice";
    case TT_WARNING:
        return "warning";
    case TT_ERROR:
        return "error";
    }
    assert(0 && "a severity has no name");
    return "";
}

size_t tt_report_count(const struct tt_report *report, enum tt_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        count += report->findings[i].severity == severity;
    }
    return count;
}
