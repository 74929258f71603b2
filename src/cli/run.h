/* Reads the files that are named, lints them in their order, and keeps all that was found. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "base/map.h"
#include "cli/check.h"

/* What a run found, and what the files' configurations say of it. */
struct tt_ran {
    struct tt_report report;
    const enum tt_fail_on *fail_on; /* for each finding */
    const struct tt_reporter *reporter;
    TT_VEC(const char *) baselines; /* of the files */
    bool some_lack_baseline;        /* though others have one */
};

/* What is checked in the place of what is on disk now. */
struct tt_texts {
    struct tt_map texts;    /* from the path of a file to a struct tt_str */
    const char *stdin_path; /* what standard input goes by, once it was read; else NULL */
};

/*
 * `texts` may be NULL; otherwise what is read and no history is kept there.
 * False, after a message, when it is not clear what to do. A file that could
 * not be read is one of the report's errors, which nobody has seen yet.
 */
bool tt_run(struct tt_cli *cli, const struct tt_check_settings *settings, const char **operands,
            struct tt_texts *texts, struct tt_ran *ret_ran);

/* How a command ends that reports this. */
enum tt_exit tt_run_verdict(const struct tt_ran *ran);

void tt_complain_of(const struct tt_report_error *error);
/* Tells people what could not be read, and what else they should know. */
void tt_run_complain(const struct tt_report *report);

#endif
