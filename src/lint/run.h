/* Statements through the model, one by one: those of a file, and those in bodies of DO. */
#ifndef LINT_RUN_H
#define LINT_RUN_H

#include "lint/replay.h"

/* Over a file, once. */
struct tt_pass {
    const struct tt_file *file;
    struct tt_replay *replay;
    const struct tt_source *source;
    const struct tt_onlooker *onlooker;
};

enum tt_ran {
    TT_RAN,
    TT_RAN_IN_VAIN, /* the server surely refuses it */
    TT_RAN_TOO_NEW, /* it proves a newer release, to which that was raised */
};

/* `guarded`: see tt_model_apply_guarded. */
enum tt_ran tt_run_statement(const struct tt_pass *pass, const struct tt_stmt *stmt,
                             bool guarded);
/* What the body of a DO runs; false when reading has to start over. */
bool tt_run_body(const struct tt_pass *pass, struct tt_script *script,
                 const struct tt_stmt *stmt);

#endif
