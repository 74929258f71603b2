/* What the options of "tiptoe check" ask for. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "base/vec.h"
#include "cli/cli.h"
#include "cli/terminal.h"
#include "project/project.h"
#include "report/report.h"
#include "scope/scope.h"

/* One more report, in a file of its own. */
struct tt_output_for {
    const struct tt_reporter *reporter;
    const char *path;
};

/* Zeroed, it holds the defaults. */
struct tt_check_settings {
    struct tt_scope_options scope;
    struct tt_project_options project;
    const char *output;                   /* NULL: standard output */
    TT_VEC(struct tt_output_for) outputs; /* besides */
    const char *stdin_path;
    const char *since; /* a commit: what came after it is new */
    bool staged;       /* only what is staged is new, as it is staged */
    bool print_config;
    enum tt_color color;
    bool quiet;
    bool diff; /* fix: print a patch, change nothing */
    bool allow_empty;
    unsigned jobs; /* threads that parse; 0: as many as there are cores */
    TT_VEC(const char *) new_files;
};

extern const struct tt_option tt_check_options[];
extern const struct tt_option tt_fix_options[];
extern const struct tt_option tt_baseline_options[];

#endif
