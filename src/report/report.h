/* A reporter turns what a run found into bytes. It decides nothing. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/sink.h"
#include "tiptoe.h"

struct tt_arena;
struct tt_step_told;

struct tt_report_file {
    struct tt_str path;
    struct tt_str text; /* all of it, as it is on disk */
    struct tt_file_report report;
    const struct tt_step_told *steps; /* only where a reporter wants them: see timeline.h */
    size_t step_count;
};

/* A file that could not be read, or the like. */
struct tt_report_error {
    struct tt_str path;
    struct tt_str message;
    unsigned line; /* 0: it is about the file as a whole */
    unsigned column;
};

/* All of a run. Findings stand in the order of the files, then of their places. */
struct tt_report {
    const struct tt_finding *findings; /* suppressed ones only for who keeps them */
    size_t finding_count;
    size_t suppressed_count; /* set by tt_report_print */
    size_t baseline_count;   /* of them, in the baseline; likewise */
    const struct tt_report_file *files;
    size_t file_count;
    const struct tt_report_error *errors;
    size_t error_count;
    const struct tt_report_error *notes; /* what to know of the run; no failure */
    size_t note_count;
    int pg_version; /* as asked for, or the one that is assumed */
    bool color;
    bool quiet;     /* findings only: no closing summary for people */
    unsigned width; /* columns that text for people may fill; 0: the usual 96 */
};

struct tt_reporter {
    const char *name; /* as in --format NAME */
    const char *summary;
    bool keeps_suppressed; /* shows suppressed findings too, as such */
    bool wants_steps;      /* tells what statements lock */
    void (*print)(struct tt_sink *sink, const struct tt_report *report);
};

#define REPORTER(name) extern const struct tt_reporter tt_reporter_##name;
#include "report/reporters.def"
#undef REPORTER

/* NULL-terminated, in the order that --help shows. */
extern const struct tt_reporter *const tt_reporters[];

/* Hands the reporter what it is to show. `report` has all findings. */
void tt_report_print(const struct tt_reporter *reporter, struct tt_arena *arena,
                     struct tt_sink *sink, const struct tt_report *report);

/* ", 2 suppressed, 12 in the baseline", as far as there are any. */
void tt_report_print_held_back(struct tt_sink *sink, const struct tt_report *report);
/* A copy of a borrowed finding: all but the excerpt, which may be as large as the file. */
struct tt_finding tt_report_keep(struct tt_arena *arena, const struct tt_finding *finding);

/* Those that are not suppressed. */
size_t tt_report_count(const struct tt_report *report, enum tt_severity severity);

/* --- for reporters ------------------------------------------------------------------ */

/* From the top of the repository, as services want it: without "./" before it. */
struct tt_str tt_report_path(struct tt_str path);
/* Of a hint's line: prose may be wrapped; a line of SQL is there to be copied. */
bool tt_report_is_prose(struct tt_str line);
/* Takes the lines off `*rest` that are all prose, or all SQL; false when there are none. */
bool tt_report_next_run(struct tt_str *rest, struct tt_str *ret_run, bool *ret_prose);
/* All that a finding says, for who shows plain text: what, why, and what instead. */
void tt_report_say(struct tt_sink *sink, const struct tt_finding *finding);

#endif
