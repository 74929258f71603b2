/* One file after the other, statement by statement, through the model. */
#ifndef LINT_REPLAY_H
#define LINT_REPLAY_H

#include "model/model.h"
#include "sql/script.h"
#include "sql/source.h"

struct tt_arena;

struct tt_replay {
    struct tt_model *model;
    int pg_version; /* files are judged as; newer syntax raises it unless it is fixed */
    bool fixed;
    int proved; /* what it is, or was before it was fixed */
    bool whole; /* INSERT and its like are read too: rules do without */
};

/* Who looks on. */
struct tt_onlooker {
    /* At the file's start, and again each time that reading starts over. Any may be NULL. */
    void (*begin)(void *user);
    /* `needed` is the release that the statement's syntax is from, and `feature` what shows it.
     */
    void (*statement)(void *user, const struct tt_outcome *outcome, int needed,
                      const char *feature);
    /* What runs there in a body of DO is not known. */
    void (*unread)(void *user, struct tt_span span);
    /* For each statement that leads back, as if it ran behind what stands before it. */
    void (*down)(void *user, const struct tt_outcome *outcome);
    /* After the last statement of each part, with all that could not be read. */
    void (*problems)(void *user, const struct tt_script *script);
    /* After the last part. */
    void (*end)(void *user);
    void *user;
};

/* Starts with no history. */
void tt_replay_init(struct tt_replay *replay, int pg_version);
void tt_replay_finish(struct tt_replay *replay);
/* Judges the files from here on as that release; 0: as the one that was proved so far. */
void tt_replay_fix(struct tt_replay *replay, int pg_version);

/*
 * Reads the file after all those before it. Without a fixed release, a
 * statement can prove a newer server than was thought: then the file is read
 * once more, as that release runs it. `source` is the file's text.
 */
void tt_replay_file(struct tt_replay *replay, const struct tt_file *file,
                    const struct tt_source *source, const struct tt_onlooker *onlooker);

#endif
